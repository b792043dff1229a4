package io.latchkey.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.json.Json;
import io.latchkey.setting.SecretUri;
import io.latchkey.template.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Delivers text messages to the webhook configured by {@code latchkey.sms.webhook-url}: it posts one JSON
 * object per message, with the request id as the {@code Idempotency-Key}. The address never depends on a
 * client's request.
 */
@Singleton
public class SmsWebhook implements ChannelSender {

    private static final Logger LOG = System.getLogger(SmsWebhook.class.getName());

    private final Optional<URI> url;
    private final Duration timeout;
    private final Json json;
    private final HttpClient client;

    /**
     * Creates the sender from its settings.
     *
     * @throws IllegalArgumentException when the address is not an HTTP or HTTPS URL; does not reveal it, since its path
     *     or query may contain a token
     */
    @Inject
    public SmsWebhook(
            @ConfigProperty(name = "latchkey.sms.webhook-url") Optional<String> url,
            @ConfigProperty(name = "latchkey.sms.timeout") Duration timeout,
            Json json) {
        this.url = url.map(text -> SecretUri.parse(text)
                .filter(SmsWebhook::isCallable)
                .orElseThrow(() -> new IllegalArgumentException(
                        "latchkey.sms.webhook-url must be a valid https:// or http:// address with a host")));
        this.timeout = timeout;
        this.json = json;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static boolean isCallable(URI url) {
        boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        return known && url.getHost() != null;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean isConfigured() {
        return url.isPresent();
    }

    @Override
    public SenderSession open() {
        return this::post;
    }

    private Outcome post(RenderedMessage rendered) {
        TextMessage message = new TextMessage(
                rendered.requestId(),
                rendered.externalRequestId(),
                rendered.sender(),
                rendered.recipient(),
                rendered.text().orElse(""));
        HttpRequest request = HttpRequest.newBuilder(url.orElseThrow())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", rendered.requestId())
                .POST(HttpRequest.BodyPublishers.ofString(json.write(message), StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // Not read: the timeout ends with the headers, and a body could trickle in for ever.
            response.body().close();
            return outcome(response.statusCode());
        } catch (IOException away) {
            // Only the operator learns why: the webhook is not the organisation's.
            LOG.log(Level.WARNING, "The webhook for text messages could not be used: {0}", away.toString());
            return new Outcome(Outcome.Kind.UNREACHABLE, "The webhook could not be reached or did not answer.");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome(Outcome.Kind.UNREACHABLE, "The server was stopping.");
        }
    }

    private static Outcome outcome(int status) {
        if (status / 100 == 2) {
            return Outcome.of(Outcome.Kind.TAKEN);
        }
        return new Outcome(failure(status), "The webhook answered " + status + ".");
    }

    private static Outcome.Kind failure(int status) {
        // These two concern the message; everything else concerns the webhook and may be temporary.
        if (status == 400 || status == 422) {
            return Outcome.Kind.REFUSED;
        }
        return WebhookStatus.isUnavailable(status) ? Outcome.Kind.UNREACHABLE : Outcome.Kind.FAILED;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record TextMessage(
            String requestId, Optional<String> externalRequestId, String from, String phoneNumber, String text) {}
}
