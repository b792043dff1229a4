package io.latchkey.template;

import java.util.List;

/**
 * The name and categories of a template.
 *
 * @param tags the tags by which it can be found
 * @param subscriptionsKeys the categories of subscription that it belongs to
 */
public record Labels(String name, List<String> tags, List<String> subscriptionsKeys) {

    public Labels {
        tags = List.copyOf(tags);
        subscriptionsKeys = List.copyOf(subscriptionsKeys);
    }
}
