package io.latchkey.keypage;

import io.latchkey.page.RequestNumbers;
import io.latchkey.page.Said;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The key that a request asks for by its number. */
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

    /** The number, if there is a plausible one. */
    Optional<Long> number() {
        return numbers.find(NUMBER);
    }

    /** The key, or nothing but a word to the user that it is gone. */
    Optional<KeyRow> find() {
        Optional<KeyRow> found = number().flatMap(desk::find);
        if (found.isEmpty()) {
            said.failed("key.gone");
        }
        return found;
    }
}
