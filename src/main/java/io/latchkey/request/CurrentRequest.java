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
 * The request that a thread is at work on, by its id: the one that the caller or a proxy has given it in
 * {@value #HEADER}, if that is one, else one of ours.
 */
@Singleton
public class CurrentRequest {

    /** Of the request and of its answer. */
    public static final String HEADER = "X-Request-Id";

    /** Nothing that could be more than a name to a log, a header or a document. */
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** A key made here, or the secret of a webhook: a client that mixes its headers up must not have it written to a log. */
    private static final Pattern SECRET = Pattern.compile("lk_[0-9A-Za-z]{38}|whsec_[0-9A-Za-z_-]");

    private static final String ID = CurrentRequest.class.getName() + ".id";
    private static final String BEGUN_AT = CurrentRequest.class.getName() + ".begunAt";

    @SuppressWarnings("ThreadLocalUsage") // One bean an application; nothing static would end with it.
    private final ThreadLocal<String> id = new ThreadLocal<>();

    /** This thread works on the request from now on; its answer has the id. May be said again of the same request. */
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

    /** 128 bits of randomness that costs nothing: an id is no secret, and the strong source has one lock for the whole process. */
    private static String make() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** This thread is through with it. */
    public void end() {
        id.remove();
    }

    /** The id; none on a thread that works on no request. */
    public Optional<String> id() {
        return Optional.ofNullable(id.get());
    }

    /** How many nanoseconds ago the request was begun; 0 if it was not. */
    public static long nanosSince(ServletRequest request) {
        return request.getAttribute(BEGUN_AT) instanceof Long begun ? System.nanoTime() - begun : 0;
    }
}
