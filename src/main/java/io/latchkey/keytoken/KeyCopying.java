package io.latchkey.keytoken;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether keys are kept, encrypted, so that their users can copy them later. Available to the page as
 * {@code keyCopying}.
 */
@Named("keyCopying")
@Singleton
public class KeyCopying {

    private final boolean allowed;

    /**
     * Reads {@code latchkey.keys.copy}.
     *
     * @throws IllegalArgumentException if it is neither {@code allowed} nor {@code never}
     */
    @Inject
    public KeyCopying(@ConfigProperty(name = "latchkey.keys.copy") String setting) {
        if (!setting.equals("allowed") && !setting.equals("never")) {
            throw new IllegalArgumentException("latchkey.keys.copy must be allowed or never");
        }
        this.allowed = setting.equals("allowed");
    }

    /** Returns whether keys are kept for copying. */
    public boolean isAllowed() {
        return allowed;
    }

    /** Returns why a key cannot be copied, and what its user can do instead. */
    public String unavailableReason() {
        return (allowed
                        ? "It was imported as a hash, or created while keys were not kept."
                        : "Keys are not kept here (latchkey.keys.copy).")
                + " Rotate the key, or create another.";
    }
}
