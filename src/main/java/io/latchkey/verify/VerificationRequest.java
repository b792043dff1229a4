package io.latchkey.verify;

import io.latchkey.network.Cidr;
import io.latchkey.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A service's question about a key that it was sent.
 *
 * @param key the key
 * @param right the rights of which the service accepts any, separated by commas; any right, if left out
 * @param method the HTTP method of the request that the key came with; requires {@code uri}
 * @param uri the target of that request in origin form, exactly as it was sent; requires {@code method}
 * @param address the address from which it came; a key with allowed addresses is refused without it
 */
public record VerificationRequest(
        @NotNull @Size(min = 1, max = 4096) String key,
        String right,

        @Pattern(regexp = "[!-~]{1,32}", message = "must be an HTTP method")
        String method,

        @Size(max = 8192) String uri,
        @Size(max = 45) String address) {

    /**
     * Returns the question, except for the key that it is about.
     *
     * @param organisationId the only organisation whose keys are accepted
     * @throws ProblemException 400, if the address or a right's name is not valid, or method and uri are not given
     *     together
     */
    Question question(long organisationId) {
        Optional<String> from = checkedAddress();
        Optional<ServiceRequest> request = request();
        return Question.ofService(organisationId, NamedRights.parse(Optional.ofNullable(right)), request, from);
    }

    private Optional<String> checkedAddress() {
        Optional<String> given = Optional.ofNullable(address);
        if (given.filter(text -> text.contains("/") || Cidr.parse(text).isEmpty())
                .isPresent()) {
            throw ProblemException.invalid("address", "must be an IPv4 or IPv6 address");
        }
        return given;
    }

    private Optional<ServiceRequest> request() {
        if ((method == null) != (uri == null)) {
            throw ProblemException.invalid(
                    uri == null ? "uri" : "method", "is required: method and uri belong together");
        }
        return Optional.ofNullable(uri).map(target -> new ServiceRequest(method, target));
    }

    /** Never reveals the key. */
    @Override
    public String toString() {
        return "VerificationRequest[…]";
    }
}
