package io.latchkey.revocation;

import io.latchkey.key.KeyCacheValidity;
import io.latchkey.keytoken.KnownSecrets;
import java.util.HexFormat;

/**
 * A notification sent by the database on {@value #CHANNEL}.
 *
 * @param text a letter for the kind of change, followed by what has changed
 */
record ChangeMessage(String text) {

    static final String CHANNEL = "latchkey_changes";

    private static final char CHANGED = 'k';
    private static final char SECRET_CREATED = 's';
    private static final char PROOF = 'p';

    /** Creates a message that only proves that messages arrive. */
    static ChangeMessage proof(String name) {
        return new ChangeMessage(PROOF + name);
    }

    /** Applies the change. Returns false if it is unknown what has changed, so that everything may have. */
    boolean apply(KeyCacheValidity validity, KnownSecrets known) {
        String rest = text.isEmpty() ? "" : text.substring(1);
        try {
            switch (text.isEmpty() ? ' ' : text.charAt(0)) {
                case CHANGED -> validity.changed(Long.parseLong(rest));
                case SECRET_CREATED -> {
                    known.add(HexFormat.of().parseHex(rest));
                    validity.secretCreated();
                }
                case PROOF -> {
                    // Meant for its sender.
                }
                // "a" (any key may have changed), or a message of a later version.
                default -> {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
