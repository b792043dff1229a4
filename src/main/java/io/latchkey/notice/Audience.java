package io.latchkey.notice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told in an organisation.
 *
 * @param owners their e-mail addresses
 * @param webhook whether its programs are
 */
record Audience(List<String> owners, boolean webhook) {

    static final Audience NOBODY = new Audience(List.of(), false);

    /** The addresses to write to about a key, each once. */
    Set<String> with(Optional<String> creator) {
        Set<String> all = new LinkedHashSet<>(owners);
        creator.ifPresent(all::add);
        return all;
    }
}
