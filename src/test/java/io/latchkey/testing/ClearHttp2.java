package io.latchkey.testing;

/** How a client would get a connection of HTTP/2 without TLS. */
public final class ClearHttp2 {

    /** How one begins that knows beforehand: the preface and an empty frame of settings (RFC 9113, sections 3.3 and 3.4). */
    public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";

    private ClearHttp2() {}

    /** A request that wishes for one (h2c; RFC 7540, section 3.2). */
    public static String upgrade(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n";
    }
}
