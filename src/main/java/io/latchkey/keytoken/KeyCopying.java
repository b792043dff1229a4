package io.latchkey.keytoken;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether keys are kept, encrypted, so that their users can copy them later. The page asks for it as {@code keyCopying}. */
@Named("keyCopying")
@Singleton
public class KeyCopying {

    private final boolean allowed;

    /**
     * Takes {@code latchkey.keys.copy}.
     *
     * @throws IllegalArgumentException when it is neither {@code allowed} nor {@code never}
     */
    @Inject
    public KeyCopying(@ConfigProperty(name = "latchkey.keys.copy") String setting) {
        if (!setting.equals("allowed") && !setting.equals("never")) {
            throw new IllegalArgumentException("latchkey.keys.copy must be allowed or never");
        }
        this.allowed = setting.equals("allowed");
    }

    /** Whether they are. */
    public boolean isAllowed() {
        return allowed;
    }

    /** What a user can do about a key that nobody can be shown. */
    public String whyNot() {
        return (allowed
                        ? "It was imported as a hash, or created while keys were not kept."
                        : "Keys are not kept here (latchkey.keys.copy).")
                + " Rotate the key, or create another.";
    }
}
