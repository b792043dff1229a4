package io.latchkey.keypage;

import io.latchkey.key.ApiKey;
import io.latchkey.key.NewKey;
import io.latchkey.right.CustomRight;
import io.latchkey.right.RequestPattern;

/**
 * A key that was just created, or has just been given a new secret, as it is shown once.
 *
 * @param token the key in clear
 * @param readiness whether the key works at once, or what has to be done before
 * @param example a request for which the key is accepted, as a command to paste. It asks for the key, which is not part
 *     of it: commands stay in the history of a shell and are visible to the machine's other users
 */
public record CreatedKey(String number, String token, Readiness readiness, String example) {

    static CreatedKey of(NewKey created, Readiness readiness, PublicAddress address) {
        ApiKey key = created.key();
        String token = created.token().value();
        String example = key.customRight()
                .map(right -> ofService(right, key.organisationId(), address))
                .orElseGet(() -> "curl -u any " + address.at("/api/v1/account/info"));
        return new CreatedKey(Long.toString(key.number()), token, readiness, example);
    }

    /**
     * Returns the example for a custom right, which permits nothing in the API: what a proxy would ask about
     * a request to the service.
     */
    private static String ofService(CustomRight right, long organisationId, PublicAddress address) {
        RequestPattern pattern = right.requestPatterns().get(0);
        String method = pattern.exampleMethod();
        String options =
                switch (method) {
                    case "GET" -> "-i";
                    case "HEAD" -> "-I";
                    default -> "-i -X " + method;
                };
        return "curl " + options + " -u any "
                + address.at("/verify/organisation/" + organisationId + "/http" + pattern.examplePath());
    }

    /** Never reveals the key. */
    @Override
    public String toString() {
        return "CreatedKey[" + number + "]";
    }
}
