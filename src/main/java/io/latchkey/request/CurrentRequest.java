package io.latchkey.request;

import jakarta.inject.Singleton;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The id of the request that the current thread is processing: the one set by the caller or a proxy in
 * {@value #HEADER}, if it is valid, else a generated one.
 */
@Singleton
public class CurrentRequest {

    /** The header of the request and of its response. */
    public static final String HEADER = "X-Request-Id";

    /** Accepts nothing that a log, a header or a document could take for more than a name. */
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * An API key of this product, or a webhook secret, which must not be logged when a client mixes up its
     * headers.
     */
    private static final Pattern SECRET = Pattern.compile("lk_[0-9A-Za-z]{38}|whsec_[0-9A-Za-z_-]");

    private static final int BYTES = 16;

    private static final String ID = CurrentRequest.class.getName() + ".id";
    private static final String BEGUN_AT = CurrentRequest.class.getName() + ".begunAt";

    @SuppressWarnings("ThreadLocalUsage") // One bean per application; a static one would outlive it.
    private final ThreadLocal<String> id = new ThreadLocal<>();

    /**
     * Assigns the request to the current thread and its id to the response. May be called again for the same
     * request.
     */
    public void begin(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ID) == null) {
            request.setAttribute(ID, choose(request));
            request.setAttribute(BEGUN_AT, System.nanoTime());
        }
        String chosen = (String) request.getAttribute(ID);
        id.set(chosen);
        response.setHeader(HEADER, chosen);
    }

    private static String choose(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER))
                .filter(given -> VALID.matcher(given).matches())
                .filter(given -> !SECRET.matcher(given).find())
                .orElseGet(CurrentRequest::make);
    }

    /**
     * Returns random bits from a cheap random source: an id is no secret, and the secure source has one lock for
     * the whole process.
     */
    private static String make() {
        byte[] made = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(made);
        return HexFormat.of().formatHex(made);
    }

    /** Ends the current thread's work on the request. */
    public void end() {
        id.remove();
    }

    /** Returns the request id, or empty if the thread is not processing a request. */
    public Optional<String> id() {
        return Optional.ofNullable(id.get());
    }

    /** Returns the number of nanoseconds since the request began; 0 if it did not. */
    public static long nanosSince(ServletRequest request) {
        return request.getAttribute(BEGUN_AT) instanceof Long begun ? System.nanoTime() - begun : 0;
    }
}
