package io.latchkey.keypage;

import io.latchkey.page.RequestNumbers;
import io.latchkey.page.UserMessages;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.primefaces.PrimeFaces;

/** Finds the key that a request refers to by its number. */
@Singleton
class RequestedKey {

    static final String NUMBER = "number";

    /** The client id of the list of keys in its page. */
    private static final String LIST = "list:keysPanel";

    private final RequestNumbers numbers;
    private final KeyPageService service;
    private final UserMessages userMessages;

    @Inject
    RequestedKey(RequestNumbers numbers, KeyPageService service, UserMessages userMessages) {
        this.numbers = numbers;
        this.service = service;
        this.userMessages = userMessages;
    }

    /** Returns the number in the request, if there is a plausible one. */
    Optional<Long> number() {
        return numbers.find(NUMBER);
    }

    /** Returns the key; if there is none, {@linkplain #reportGone tells the user}. */
    Optional<KeyRow> find() {
        Optional<KeyRow> found = number().flatMap(service::find);
        if (found.isEmpty()) {
            reportGone();
        }
        return found;
    }

    /** Tells the user that the key no longer exists, and re-renders the list, which still shows it. */
    void reportGone() {
        userMessages.failed("key.gone");
        renderList();
    }

    /** Re-renders the list, which shows an outdated state of the key. */
    void renderList() {
        PrimeFaces.current().ajax().update(LIST);
    }
}
