package io.latchkey.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Reads numbers from a request's parameters: the number of a key or a user, or the place in a list at which a
 * part of it begins.
 */
@Singleton
public class RequestNumbers {

    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    RequestNumbers(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * Returns the parameter's value, if it is a plausible number of 1 to 18 digits. Any other value is
     * treated as absent.
     */
    public Optional<Long> find(String parameter) {
        return Optional.ofNullable(request.getParameter(parameter))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong);
    }
}
