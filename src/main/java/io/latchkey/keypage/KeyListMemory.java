package io.latchkey.keypage;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;

/**
 * Remembers what the user has last seen of the list, so that it is there again after something else was looked at. It
 * is kept in the session and not in an address, because a search may be for a key itself.
 */
@SessionScoped
public class KeyListMemory implements Serializable {

    private static final long serialVersionUID = 1L;

    private volatile ShownKeys shown = ShownKeys.FIRST;

    ShownKeys shown() {
        return shown;
    }

    void keep(ShownKeys now) {
        shown = now;
    }
}
