package io.latchkey.request;

/**
 * The servlet paths (Jakarta Servlet, section 3.6) of the parts of the application: what the path of a request to one
 * begins with, after the context path. Each is followed by the end of the path or by a slash.
 */
public final class ServletPaths {

    /** The guarded API. */
    public static final String API = "/api";

    /** The management API. */
    public static final String MANAGE = "/manage";

    /** The verification API, which services and proxies ask about keys. */
    public static final String VERIFY = "/verify";

    /** The pages for users. */
    public static final String SETTINGS = "/settings";

    private ServletPaths() {}
}
