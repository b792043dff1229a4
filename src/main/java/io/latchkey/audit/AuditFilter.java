package io.latchkey.audit;

import io.latchkey.json.IsoTime;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which entries are asked for; what is empty does not matter.
 *
 * @param from the first time that counts
 * @param until the first time that counts no more
 */
record AuditFilter(
        Optional<AuditAction> action,
        Optional<Long> keyNumber,
        Optional<String> subject,
        Optional<String> actor,
        Optional<Instant> from,
        Optional<Instant> until) {

    /**
     * Reads {@code action}, {@code key}, {@code subject}, {@code actor}, {@code from} and {@code until}.
     *
     * @throws ProblemException 400, when one is not valid
     */
    static AuditFilter of(UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri);
        return new AuditFilter(
                parameters.text("action").map(AuditFilter::action),
                parameters.number("key", 1, Long.MAX_VALUE),
                parameters.text("subject"),
                parameters.text("actor"),
                time(parameters, "from"),
                time(parameters, "until"));
    }

    private static AuditAction action(String name) {
        return Arrays.stream(AuditAction.values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid("action", "must be one of: " + Arrays.toString(AuditAction.values())));
    }

    private static Optional<Instant> time(QueryParameters parameters, String name) {
        return parameters.text(name).map(text -> IsoTime.from(text)
                .filter(time -> !time.isBefore(Instant.EPOCH))
                .orElseThrow(() -> ProblemException.invalid(name, IsoTime.EXPECTED)));
    }
}
