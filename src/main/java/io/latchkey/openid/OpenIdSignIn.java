package io.latchkey.openid;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/** Signs people in by the authorization code flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636). */
@Singleton
public class OpenIdSignIn {

    /** The path to which the provider sends the browser back. */
    public static final String ANSWER = "/sign-in/openid/answer";

    private static final String EMAIL = "email";

    /** In characters (OpenID Connect Core 1.0, section 2). */
    private static final int MAX_SUBJECT = 255;

    /** Evicting one early costs no more than a stranger can cause anyway, by beginning another sign-in. */
    private static final int MAX_USED = 10_000;

    /** RFC 6749, section 5.2. */
    private static final Set<String> TOKEN_ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope");

    private final OpenIdSettings settings;
    private final OpenIdProvider provider;
    private final Clock clock;

    /** The states that were taken to the provider, for as long as their sign-ins are valid. */
    private final Cache<String, Boolean> used = Caffeine.newBuilder()
            .maximumSize(MAX_USED)
            .expireAfterWrite(AttemptSeal.PERIOD)
            .build();

    @Inject
    public OpenIdSignIn(OpenIdSettings settings, OpenIdProvider provider, Clock clock) {
        this.settings = settings;
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * Returns the address to which the browser is sent to sign in.
     *
     * @throws OpenIdException if the provider cannot be asked
     */
    public URI address(OpenIdAttempt attempt) throws OpenIdException {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "profile", EMAIL),
                        new ClientID(settings.clientId()),
                        settings.redirectUri())
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Asks the provider who has signed in, once for each attempt: a browser, or a stranger with its cookie,
     * may come back any number of times. Each node counts by itself; the provider accepts a code only once.
     *
     * @param answer the address with which the browser came back
     * @throws OpenIdException if the answer does not belong to this attempt, is an error, has come before,
     *     or cannot be trusted
     */
    public OpenIdIdentity finish(OpenIdAttempt attempt, URI answer) throws OpenIdException {
        AuthorizationCode code = code(attempt, answer);
        if (used.asMap().putIfAbsent(attempt.state(), true) != null) {
            throw new OpenIdException("The browser came back once more");
        }
        try {
            JWT token = token(attempt, code).getOIDCTokens().getIDToken();
            if (token == null) {
                throw new OpenIdException("The provider's token response has no ID token");
            }
            IDTokenValidator validator = provider.validator();
            IDTokenClaimsSet claims = validator.validate(token, new Nonce(attempt.nonce()));
            checkBeginning(claims, validator.getMaxClockSkew());
            return new OpenIdIdentity(claims.getIssuer().getValue(), subject(claims), userName(claims));
        } catch (BadJOSEException | JOSEException e) {
            throw new OpenIdException("The ID token is not valid", e);
        }
    }

    private static AuthorizationCode code(OpenIdAttempt attempt, URI answer) throws OpenIdException {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(answer);
        } catch (ParseException e) {
            throw new OpenIdException("The browser came back without a response", e);
        }
        if (!new State(attempt.state()).equals(response.getState())) {
            throw new OpenIdException("The response does not belong to a request of this browser");
        }
        if (!response.indicatesSuccess()) {
            throw new OpenIdException("The provider refused the sign-in");
        }
        return response.toSuccessResponse().getAuthorizationCode();
    }

    private OIDCTokenResponse token(OpenIdAttempt attempt, AuthorizationCode code) throws OpenIdException {
        HTTPRequest request = new TokenRequest.Builder(
                        provider.metadata().getTokenEndpointURI(),
                        new ClientSecretBasic(new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                        new AuthorizationCodeGrant(code, settings.redirectUri(), new CodeVerifier(attempt.verifier())))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(OpenIdProvider.TIMEOUT);
        request.setReadTimeout(OpenIdProvider.TIMEOUT);
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!response.indicatesSuccess()) {
                throw new OpenIdException("The provider did not accept the code, or this client"
                        + reason(response.toErrorResponse().getErrorObject()));
            }
            return (OIDCTokenResponse) response.toSuccessResponse();
        } catch (ParseException e) {
            throw new OpenIdException("The provider's token response cannot be read", e);
        } catch (IOException e) {
            throw new OpenIdException("The provider does not answer", e);
        }
    }

    /** Returns the error code for the log, unless it is of the provider's own making. */
    private static String reason(ErrorObject error) {
        return Optional.ofNullable(error)
                .map(ErrorObject::getCode)
                .filter(TOKEN_ERRORS::contains)
                .map(code -> ": " + code)
                .orElse("");
    }

    /**
     * Refuses a token that is not valid yet (RFC 7519, section 4.1.5), which the validator does not check.
     *
     * @param leeway how far the provider's clock may be ahead, in seconds
     */
    private void checkBeginning(IDTokenClaimsSet claims, int leeway) throws OpenIdException {
        Date notBefore = claims.getDateClaim("nbf");
        if (notBefore != null && notBefore.toInstant().isAfter(clock.instant().plusSeconds(leeway))) {
            throw new OpenIdException("The ID token is not valid yet");
        }
    }

    private static String subject(IDTokenClaimsSet claims) throws OpenIdException {
        String subject = claims.getStringClaim(IDTokenClaimsSet.SUB_CLAIM_NAME);
        if (subject == null || subject.isEmpty() || subject.length() > MAX_SUBJECT || !isPlain(subject)) {
            throw new OpenIdException("The ID token is not valid: its subject must have 1 to 255 visible characters");
        }
        return subject;
    }

    /** Returns whether every database can store the text, and compares it with others as it is. */
    private static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(character ->
                        Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE);
    }

    /**
     * Returns the user name, if the provider vouches for it: an unverified e-mail address may be anybody's
     * (OpenID Connect Core 1.0, section 5.7).
     */
    private Optional<String> userName(IDTokenClaimsSet claims) {
        boolean vouched =
                !settings.userClaim().equals(EMAIL) || Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
        return vouched
                ? Optional.ofNullable(claims.getStringClaim(settings.userClaim()))
                        .filter(OpenIdSignIn::isPlain)
                : Optional.empty();
    }
}
