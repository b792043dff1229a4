package io.latchkey.openid;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The provider's description of itself (OpenID Connect Discovery 1.0), which is requested at the first
 * sign-in and never at startup.
 */
@Singleton
class OpenIdProvider {

    /** In milliseconds; short, because somebody is waiting for the page. */
    static final int TIMEOUT = 5000;

    private static final int MAX_KEY_SET = 100_000;

    /**
     * How long the provider is not asked again after a failure, so that nobody waits for it in the meantime
     * and the threads are free for requests with keys.
     */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final OpenIdSettings settings;
    private final Clock clock;
    private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());
    private Optional<Failure> last = Optional.empty();

    @Inject
    OpenIdProvider(OpenIdSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Returns the provider's metadata.
     *
     * @throws OpenIdException if the provider cannot be asked, or could not be some seconds ago
     */
    OIDCProviderMetadata metadata() throws OpenIdException {
        return known().metadata();
    }

    /**
     * Returns a validator that checks the signature, issuer, audience, {@code exp}, {@code iat} and nonce of
     * an ID token, with the provider's keys, which are fetched as they change.
     */
    IDTokenValidator validator() throws OpenIdException {
        return known().validator();
    }

    private Known known() throws OpenIdException {
        Optional<Known> before = known.get();
        return before.isPresent() ? before.get() : askedOnce();
    }

    /** Only one thread asks; the others wait for its result. */
    private synchronized Known askedOnce() throws OpenIdException {
        Optional<Known> meanwhile = known.get();
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        Instant now = clock.instant();
        if (last.filter(failure -> failure.isRecent(now)).isPresent()) {
            throw new OpenIdException(
                    "The provider could not be reached a moment ago", last.get().cause());
        }
        try {
            return ask();
        } catch (OpenIdException e) {
            last = Optional.of(new Failure(clock.instant(), e));
            throw e;
        }
    }

    private Known ask() throws OpenIdException {
        try {
            Issuer issuer = new Issuer(settings.issuer());
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT, TIMEOUT);
            IDTokenValidator validator = new IDTokenValidator(
                    issuer,
                    new ClientID(settings.clientId()),
                    JWSAlgorithm.RS256,
                    metadata.getJWKSetURI().toURL(),
                    new DefaultResourceRetriever(TIMEOUT, TIMEOUT, MAX_KEY_SET));
            Known found = new Known(metadata, validator);
            known.set(Optional.of(found));
            return found;
        } catch (GeneralException | MalformedURLException e) {
            throw new OpenIdException("The provider does not describe itself as an OpenID Connect provider", e);
        } catch (IOException e) {
            throw new OpenIdException("The provider does not answer", e);
        }
    }

    private record Failure(Instant at, OpenIdException cause) {

        /** Returns false if the clock was set back, so that the provider is asked. */
        boolean isRecent(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(LEFT_ALONE));
        }
    }

    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator) {}
}
