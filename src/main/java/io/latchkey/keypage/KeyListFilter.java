package io.latchkey.keypage;

import io.latchkey.key.KeyStatus;
import io.latchkey.keysearch.KeyOrder;
import io.latchkey.keysearch.KeySearch;
import io.latchkey.page.SubmittedText;
import io.latchkey.right.AccessRight;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;

/**
 * Holds the filter that the user has chosen for the list, as long as they stay on the page. It begins with the one that
 * they have used last in their session.
 */
@Named("keyFilter")
@ViewScoped
public class KeyListFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private KeyListMemory memory;

    private ShownKeys begin = ShownKeys.FIRST;
    private String text = "";
    private AccessRight accessRight;
    private KeyStatus status;

    @PostConstruct
    void beginAsBefore() {
        begin = memory.shown();
        text = begin.text();
        accessRight = begin.accessRight();
        status = begin.status();
    }

    /** Returns what the page begins with; afterwards, its table knows its own order and page. */
    ShownKeys begin() {
        return begin;
    }

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
