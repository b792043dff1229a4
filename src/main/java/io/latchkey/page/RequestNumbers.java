package io.latchkey.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The numbers among a request's parameters: of a key or a user, or the place in a list that a part of it begins at. */
@Singleton
public class RequestNumbers {

    private final HttpServletRequest request;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    RequestNumbers(HttpServletRequest request) {
        this.request = request;
    }

    /** The number, if there is a plausible one: of 1 to 18 digits. What is no such number is as if it were not there. */
    public Optional<Long> find(String parameter) {
        return Optional.ofNullable(request.getParameter(parameter))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong);
    }
}
