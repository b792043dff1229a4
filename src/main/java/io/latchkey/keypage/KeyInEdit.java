package io.latchkey.keypage;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** The key in the dialog to edit it, as it was when the user was shown it: what differs from that, they have typed. */
@Named("keyInEdit")
@ViewScoped
public class KeyInEdit implements Serializable {

    private static final long serialVersionUID = 1L;

    private long number;
    private KeyForm before = new KeyForm();

    KeyForm before() {
        return before;
    }

    /** Whether it is the key with this number. */
    boolean isOf(long wanted) {
        return number == wanted;
    }

    void show(KeyRow row) {
        this.number = row.number();
        this.before = KeyForm.of(row);
    }
}
