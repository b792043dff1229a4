package io.latchkey.revocation;

import io.latchkey.key.KeyChanges;
import io.latchkey.keytoken.KnownSecrets;
import java.util.HexFormat;

/**
 * What the database says on {@value #CHANNEL}.
 *
 * @param text a letter for what has changed, and which it was
 */
record ChangeMessage(String text) {

    static final String CHANNEL = "latchkey_changes";

    private static final char CHANGED = 'k';
    private static final char SECRET_MADE = 's';
    private static final char PROOF = 'p';

    /** A message that says nothing but that messages arrive. */
    static ChangeMessage proof(String name) {
        return new ChangeMessage(PROOF + name);
    }

    /** Whether it says what has changed; else that may be anything, and nothing is known to be unchanged. */
    boolean apply(KeyChanges changes, KnownSecrets known) {
        String rest = text.isEmpty() ? "" : text.substring(1);
        try {
            switch (text.isEmpty() ? ' ' : text.charAt(0)) {
                case CHANGED -> changes.changed(Long.parseLong(rest));
                case SECRET_MADE -> {
                    known.add(HexFormat.of().parseHex(rest));
                    changes.secretMade();
                }
                case PROOF -> {
                    // For whoever sent it.
                }
                // "a": any key; and whatever a later version may say.
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
