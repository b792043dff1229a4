package io.latchkey.keypage;

import io.latchkey.key.KeyStatus;
import io.latchkey.keysearch.KeyOrder;
import io.latchkey.keysearch.KeySearch;
import io.latchkey.page.SubmittedText;
import io.latchkey.right.AccessRight;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;

/** Holds the filter that the user has chosen for the list, as long as they stay on the page. */
@Named("keyFilter")
@ViewScoped
public class KeyListFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    private String text = "";
    private AccessRight accessRight;
    private KeyStatus status;

    /** Returns a search with this filter, in the given order. */
    KeySearch search(KeyOrder order, boolean descending) {
        return new KeySearch(text, Optional.ofNullable(accessRight), Optional.ofNullable(status), order, descending);
    }

    /** Returns whether nothing is filtered out, so that every key is shown. */
    public boolean isUnset() {
        return text.isBlank() && accessRight == null && status == null;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = SubmittedText.orEmpty(text);
    }

    public AccessRight getAccessRight() {
        return accessRight;
    }

    public void setAccessRight(AccessRight accessRight) {
        this.accessRight = accessRight;
    }

    public KeyStatus getStatus() {
        return status;
    }

    public void setStatus(KeyStatus status) {
        this.status = status;
    }
}
