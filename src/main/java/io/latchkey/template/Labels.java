package io.latchkey.template;

import java.util.List;

/**
 * What people call a template and file it under.
 *
 * @param tags by which it is found
 * @param subscriptionsKeys the categories of subscription that it belongs to
 */
public record Labels(String name, List<String> tags, List<String> subscriptionsKeys) {

    public Labels {
        tags = List.copyOf(tags);
        subscriptionsKeys = List.copyOf(subscriptionsKeys);
    }
}
