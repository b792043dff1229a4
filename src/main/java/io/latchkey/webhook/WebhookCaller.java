package io.latchkey.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls the organisations' webhooks by POST, signed as Standard Webhooks 1.0.0 has it. Redirections are not followed, and
 * nothing of an answer's body is read.
 */
@Singleton
public class WebhookCaller {

    private final Webhooks webhooks;
    private final WebhookVault vault;
    private final WebhookGuard guard;
    private final Clock clock;
    private final Duration timeout;
    private final HttpClient client;

    @Inject
    WebhookCaller(
            Webhooks webhooks,
            WebhookVault vault,
            WebhookGuard guard,
            Clock clock,
            @ConfigProperty(name = "latchkey.notice.webhook-timeout") Duration timeout) {
        this.webhooks = webhooks;
        this.vault = vault;
        this.guard = guard;
        this.clock = clock;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Calls the organisation's webhook.
     *
     * @param id the same for each attempt
     * @param body a JSON object
     * @return the status that it has answered with; none when there is no webhook
     * @throws IOException when it cannot be reached, may not be called, or does not answer in time
     */
    public OptionalInt call(long organisationId, String id, String body) throws IOException {
        Optional<Webhook> known = webhooks.find(organisationId);
        if (known.isEmpty()) {
            return OptionalInt.empty();
        }
        URI url = known.get().url();
        if (!guard.isSafe(url)) {
            throw new IOException("The webhook's host is in a private network, or it is no https address");
        }
        long seconds = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Latchkey")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", vault.open(known.get()).signature(id, seconds, body))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        return OptionalInt.of(status(request));
    }

    private int status(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // Closed unread, which also closes the connection of a body that has no end.
            response.body().close();
            return response.statusCode();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("The server was stopping", stopping);
        }
    }
}
