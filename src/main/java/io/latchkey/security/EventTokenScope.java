package io.latchkey.security;

import java.util.Map;
import java.util.regex.Pattern;

/** The methods of the guarded API for which a bearer token for events is a credential. */
public final class EventTokenScope {

    private static final Map<String, Pattern> PATHS = Map.of(
            "POST", Pattern.compile("/v[123]/(?:event|past_events)/?"),
            "DELETE", Pattern.compile("/(?:v1/events|v[123]/past_events)/?"));

    private EventTokenScope() {}

    /**
     * Returns whether a token is accepted there.
     *
     * @param path the path below that of the guarded API
     */
    public static boolean covers(String httpMethod, String path) {
        Pattern paths = PATHS.get(httpMethod);
        return paths != null && paths.matcher(path).matches();
    }
}
