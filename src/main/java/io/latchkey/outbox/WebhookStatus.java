package io.latchkey.outbox;

/** What the HTTP status of a webhook's answer says about the webhook, whatever was sent. */
public final class WebhookStatus {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    private WebhookStatus() {}

    /**
     * Returns whether the webhook takes nothing at present: it asks for fewer calls, or a proxy before it does not
     * reach it. The next call would get the same answer.
     */
    public static boolean isUnavailable(int status) {
        return switch (status) {
            case TOO_MANY_REQUESTS, BAD_GATEWAY, SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT -> true;
            default -> false;
        };
    }
}
