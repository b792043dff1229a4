package io.latchkey.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Calls the organisations' webhooks by POST, signed as specified by Standard Webhooks 1.0.0. Redirects are
 * not followed, and response bodies are not read.
 */
@Singleton
public class WebhookCaller {

    private final Webhooks webhooks;
    private final WebhookVault vault;
    private final WebhookGuard guard;
    private final WebhookTransport transport;
    private final Clock clock;

    @Inject
    WebhookCaller(Webhooks webhooks, WebhookVault vault, WebhookGuard guard, WebhookTransport transport, Clock clock) {
        this.webhooks = webhooks;
        this.vault = vault;
        this.guard = guard;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Calls the organisation's webhook.
     *
     * @param id the same for each attempt
     * @param body a JSON object
     * @return the status of the response; empty when there is no webhook
     * @throws IOException when it cannot be reached, may not be called, or does not answer in time
     */
    public OptionalInt call(long organisationId, String id, String body) throws IOException {
        Optional<Webhook> known = webhooks.find(organisationId);
        if (known.isEmpty()) {
            return OptionalInt.empty();
        }
        URI url = known.get().url();
        List<InetAddress> addresses = guard.safeAddresses(url);
        if (addresses.isEmpty()) {
            throw new IOException("The webhook's host is in a private network, or its address is not https");
        }
        long seconds = clock.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "Latchkey",
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(seconds),
                "webhook-signature",
                vault.open(known.get()).signature(id, seconds, body));
        return OptionalInt.of(transport.post(url, addresses, headers, body));
    }
}
