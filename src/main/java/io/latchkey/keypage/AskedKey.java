package io.latchkey.keypage;

import io.latchkey.page.RequestNumbers;
import io.latchkey.page.Said;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the key that a request refers to by its number. */
@Singleton
class AskedKey {

    static final String NUMBER = "number";

    private final RequestNumbers numbers;
    private final KeyDesk desk;
    private final Said said;

    @Inject
    AskedKey(RequestNumbers numbers, KeyDesk desk, Said said) {
        this.numbers = numbers;
        this.desk = desk;
        this.said = said;
    }

    /** Returns the number in the request, if there is a plausible one. */
    Optional<Long> number() {
        return numbers.find(NUMBER);
    }

    /** Returns the key; if there is none, tells the user that it no longer exists. */
    Optional<KeyRow> find() {
        Optional<KeyRow> found = number().flatMap(desk::find);
        if (found.isEmpty()) {
            said.failed("key.gone");
        }
        return found;
    }
}
