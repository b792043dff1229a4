package io.latchkey.keypage;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/**
 * Holds the key that is being edited in the dialog, as it was when it was shown to the user: any difference
 * from that was typed by the user.
 */
@Named("keyInEdit")
@ViewScoped
public class KeyInEdit implements Serializable {

    private static final long serialVersionUID = 1L;

    private long number;
    private KeyForm before = new KeyForm();

    KeyForm before() {
        return before;
    }

    /** Returns whether it is the key with the given number. */
    boolean isOf(long wanted) {
        return number == wanted;
    }

    void show(KeyRow row) {
        this.number = row.number();
        this.before = KeyForm.of(row);
    }
}
