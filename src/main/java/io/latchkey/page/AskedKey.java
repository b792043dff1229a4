package io.latchkey.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The key that a request asks for by its number. */
@Singleton
class AskedKey {

    static final String NUMBER = "number";

    private final HttpServletRequest request;
    private final KeyDesk desk;
    private final Said said;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    AskedKey(HttpServletRequest request, KeyDesk desk, Said said) {
        this.request = request;
        this.desk = desk;
        this.said = said;
    }

    /** The number, if there is a plausible one. */
    Optional<Long> number() {
        return Optional.ofNullable(request.getParameter(NUMBER))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong);
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
