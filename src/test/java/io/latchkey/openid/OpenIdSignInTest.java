package io.latchkey.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.latchkey.network.BaseUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the product believes of a provider's answer; that it gets on with a real provider, OpenIdIT tests. */
class OpenIdSignInTest {

    private static final String CLIENT = "latchkey";
    private static final String SECRET = "a secret as long as a key of HMAC-SHA-256";
    private static final String ANNA = "anna@example.com";

    private static ForgingProvider provider;

    private OpenIdSignIn signIn;
    private OpenIdAttempt attempt;

    @BeforeAll
    static void start() {
        provider = new ForgingProvider();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void begin() throws OpenIdException {
        OpenIdSettings settings = new OpenIdSettings(
                Optional.of(provider.issuer()),
                Optional.of(CLIENT),
                Optional.of(SECRET),
                "Provider",
                "email",
                new BaseUrl(URI.create("https://keys.example")));
        signIn = new OpenIdSignIn(settings, new OpenIdProvider(settings, Clock.systemUTC()), Clock.systemUTC());
        attempt = OpenIdAttempt.to("/settings/api");
    }

    /** Of a good token. */
    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .subject("anna's subject")
                .audience(CLIENT)
                .issueTime(fromNow(Duration.ofSeconds(-1)))
                .expirationTime(fromNow(Duration.ofMinutes(5)))
                .claim("nonce", attempt.nonce())
                .claim("email", ANNA)
                .claim("email_verified", true);
    }

    private static Date fromNow(Duration duration) {
        return Date.from(Instant.now().plus(duration));
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String key, JWSSigner signer)
            throws Exception {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws Exception {
        return signed(claims, JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key));
    }

    private URI answer(String state) {
        return URI.create("https://keys.example" + OpenIdSignIn.ANSWER + "?code=the-code&state=" + state);
    }

    private OpenIdIdentity finish(String idToken) throws OpenIdException {
        provider.gives(idToken);
        // Each with a state of its own, as none is taken to the provider twice.
        attempt = new OpenIdAttempt(OpenIdAttempt.to("").state(), attempt.nonce(), attempt.verifier(), attempt.from());
        return signIn.finish(attempt, answer(attempt.state()));
    }

    private void assertNotBelieved(String idToken) {
        assertThatThrownBy(() -> finish(idToken))
                .isInstanceOf(OpenIdException.class)
                .hasMessageStartingWith("The ID token is not valid")
                .hasMessageNotContaining(idToken);
    }

    @Test
    void aTokenForThisAttemptIsBelieved() throws Exception {
        assertThat(finish(signed(claims().build(), provider.key())))
                .isEqualTo(new OpenIdIdentity(provider.issuer(), "anna's subject", Optional.of(ANNA)));
    }

    static Stream<Arguments> otherClaims() {
        return Stream.of(
                claims("another nonce", claims -> claims.claim("nonce", "another")),
                claims("no nonce", claims -> claims.claim("nonce", null)),
                claims("another audience", claims -> claims.audience("another")),
                claims("no audience", claims -> claims.audience(List.of())),
                claims("another issuer", claims -> claims.issuer("https://provider.example")),
                claims("no subject", claims -> claims.subject(null)),
                claims("an empty subject", claims -> claims.subject("")),
                claims("a subject that is too long", claims -> claims.subject("s".repeat(256))),
                claims("a subject that no database stores", claims -> claims.subject("s\0")),
                claims("an end that has passed", claims -> claims.expirationTime(fromNow(Duration.ofMinutes(-2)))),
                claims("no end", claims -> claims.expirationTime(null)),
                claims("an issue that is to come", claims -> claims.issueTime(fromNow(Duration.ofMinutes(2)))),
                claims("a beginning that is to come", claims -> claims.notBeforeTime(fromNow(Duration.ofMinutes(2)))));
    }

    private static Arguments claims(String what, Consumer<JWTClaimsSet.Builder> change) {
        return arguments(named(what, change));
    }

    @ParameterizedTest
    @MethodSource("otherClaims")
    void aTokenThatIsForSomethingElseIsNotBelieved(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);

        assertNotBelieved(signed(claims.build(), provider.key()));
    }

    @Test
    void theProvidersClockMayBeSlightlyAhead() throws Exception {
        Date ahead = fromNow(Duration.ofSeconds(30));

        assertThat(finish(signed(claims().issueTime(ahead).notBeforeTime(ahead).build(), provider.key()))
                        .subject())
                .isEqualTo("anna's subject");
    }

    /** By an escape of JSON, since UTF-8 cannot encode it. */
    @Test
    void aSubjectWithHalfASurrogatePairIsNotBelieved() throws Exception {
        String json = claims().subject("SUBJECT").build().toString().replace("SUBJECT", "s\\ud83d");
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(provider.key().getKeyID())
                        .build(),
                new Payload(json));
        token.sign(new RSASSASigner(provider.key()));

        assertNotBelieved(token.serialize());
    }

    @Test
    void aTokenOfAnotherAttemptIsNotBelieved() throws Exception {
        String token = signed(claims().build(), provider.key());
        attempt = OpenIdAttempt.to("/settings/api");

        assertNotBelieved(token);
    }

    @Test
    void whatTheProvidersKeyHasNotSignedIsNotBelieved() throws Exception {
        JWTClaimsSet claims = claims().build();
        RSAKeyGenerator keys = new RSAKeyGenerator(2048);

        assertNotBelieved(signed(claims, keys.keyID(provider.key().getKeyID()).generate()));
        assertNotBelieved(signed(claims, keys.keyID("another").generate()));
        assertNotBelieved(new PlainJWT(claims).serialize());
        // By what every client of the provider could sign for itself.
        assertNotBelieved(signed(claims, JWSAlgorithm.HS256, provider.key().getKeyID(), new MACSigner(SECRET)));
        String good = signed(claims, provider.key());
        assertNotBelieved(good.substring(0, good.lastIndexOf('.') + 1)
                + signed(claims().subject("eve's").build(), provider.key()).replaceAll(".*\\.", ""));
    }

    @Test
    void anAnswerWithoutATokenIsNotBelieved() {
        provider.givesNone();

        assertThatThrownBy(() -> signIn.finish(attempt, answer(attempt.state())))
                .isInstanceOf(OpenIdException.class)
                .hasMessage("The provider's token response has no ID token");
    }

    @ParameterizedTest
    @CsvSource({"invalid_client, ': invalid_client'", "invalid_grant, ': invalid_grant'", "anna@example.com, ''"})
    void theReasonOfARefusalIsKnownIfItIsOneOfTheStandards(String error, String reason) {
        provider.refusesBy(error);

        assertThatThrownBy(() -> signIn.finish(attempt, answer(attempt.state())))
                .isInstanceOf(OpenIdException.class)
                .hasMessage("The provider did not accept the code, or this client" + reason);
    }

    @Test
    void aNameWithControlCharactersIsNobodys() throws Exception {
        assertThat(finish(signed(claims().claim("email", ANNA + "\0").build(), provider.key()))
                        .userName())
                .isEmpty();
    }

    @Test
    void anAnswerToAnotherStateIsNotTakenToTheProvider() throws Exception {
        int asked = provider.askedForTokens().size();
        provider.gives(signed(claims().build(), provider.key()));

        assertThatThrownBy(() -> signIn.finish(attempt, answer("another")))
                .isInstanceOf(OpenIdException.class)
                .hasMessage("The response does not belong to a request of this browser");
        assertThat(provider.askedForTokens()).hasSize(asked);
    }

    @Test
    void anAnswerThatComesAgainIsNotTakenToTheProvider() throws Exception {
        finish(signed(claims().build(), provider.key()));
        int asked = provider.askedForTokens().size();

        assertThatThrownBy(() -> signIn.finish(attempt, answer(attempt.state())))
                .isInstanceOf(OpenIdException.class)
                .hasMessage("The browser came back once more");
        assertThat(provider.askedForTokens()).hasSize(asked);
    }

    @Test
    void anAnswerWhoseFirstRequestFailedIsNotTakenToTheProviderAgain() {
        provider.givesNone();
        assertThatThrownBy(() -> signIn.finish(attempt, answer(attempt.state())))
                .hasMessage("The provider's token response has no ID token");
        int asked = provider.askedForTokens().size();

        assertThatThrownBy(() -> signIn.finish(attempt, answer(attempt.state())))
                .hasMessage("The browser came back once more");
        assertThat(provider.askedForTokens()).hasSize(asked);
    }

    @Test
    void theCodeIsWorthNothingWithoutTheAttemptsVerifier() throws Exception {
        finish(signed(claims().build(), provider.key()));

        byte[] challenge =
                MessageDigest.getInstance("SHA-256").digest(attempt.verifier().getBytes(StandardCharsets.US_ASCII));
        assertThat(signIn.address(attempt).getQuery().split("&"))
                .contains(
                        "response_type=code",
                        "state=" + attempt.state(),
                        "nonce=" + attempt.nonce(),
                        "code_challenge_method=S256",
                        "code_challenge="
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(challenge));
        List<String> asked = provider.askedForTokens();
        assertThat(asked.get(asked.size() - 1).split("&"))
                .contains("code=the-code", "code_verifier=" + attempt.verifier());
    }
}
