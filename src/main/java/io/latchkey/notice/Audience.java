package io.latchkey.notice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The recipients of an organisation's notices.
 *
 * @param owners the owners' e-mail addresses
 * @param webhook whether the organisation has a webhook
 */
record Audience(List<String> owners, boolean webhook) {

    static final Audience NOBODY = new Audience(List.of(), false);

    /** Returns the addresses to write to about a key, without duplicates. */
    Set<String> with(Optional<String> creator) {
        Set<String> all = new LinkedHashSet<>(owners);
        creator.ifPresent(all::add);
        return all;
    }
}
