package io.latchkey.openid;

import io.latchkey.network.BaseUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The configuration of the OpenID Connect provider ({@code latchkey.oidc.*}). */
@Singleton
public class OpenIdSettings {

    private final Optional<String> issuer;
    private final String clientId;
    private final String clientSecret;
    private final String name;
    private final String userClaim;
    private final URI redirectUri;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException if there is an issuer, but no client
     */
    @Inject
    public OpenIdSettings(
            @ConfigProperty(name = "latchkey.oidc.issuer") Optional<String> issuer,
            @ConfigProperty(name = "latchkey.oidc.client-id") Optional<String> clientId,
            @ConfigProperty(name = "latchkey.oidc.client-secret") Optional<String> clientSecret,
            @ConfigProperty(name = "latchkey.oidc.name") String name,
            @ConfigProperty(name = "latchkey.oidc.user-claim") String userClaim,
            BaseUrl baseUrl) {
        if (issuer.isPresent() && (clientId.isEmpty() || clientSecret.isEmpty())) {
            throw new IllegalArgumentException(
                    "latchkey.oidc.issuer needs latchkey.oidc.client-id and latchkey.oidc.client-secret");
        }
        this.issuer = issuer;
        this.clientId = clientId.orElse("");
        this.clientSecret = clientSecret.orElse("");
        this.name = name;
        this.userClaim = userClaim;
        this.redirectUri = baseUrl.at(OpenIdSignIn.ANSWER);
    }

    /** Returns whether people may sign in through a provider. */
    public boolean isOn() {
        return issuer.isPresent();
    }

    /** Returns the name by which people know the provider. */
    public String name() {
        return name;
    }

    String issuer() {
        return issuer.orElseThrow(() -> new IllegalStateException("latchkey.oidc.issuer is not set"));
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
    }

    /** Returns the claim with a person's user name in Latchkey, which is read at their first sign-in. */
    String userClaim() {
        return userClaim;
    }

    /** Returns the address to which the provider sends the browser back. */
    URI redirectUri() {
        return redirectUri;
    }

    /** Reveals nothing of the secret. */
    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer.orElse("off") + "]";
    }
}
