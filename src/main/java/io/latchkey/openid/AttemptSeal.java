package io.latchkey.openid;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.latchkey.secret.Hmac;
import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a sign-in that has begun, so that the browser can keep it and a node need not: anybody may begin as
 * many as they like. The result is an encrypted JWT (RFC 7519, RFC 7516), under a key of its own that is
 * derived from the installation's digest key, so that any node can open what another has sealed.
 */
@Singleton
public class AttemptSeal {

    /** The time that the browser has until the provider's answer. */
    public static final Duration PERIOD = Duration.ofMinutes(10);

    private static final byte[] PURPOSE = "latchkey/openid-attempt/1".getBytes(StandardCharsets.US_ASCII);
    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
    private static final String HEADER_TEXT = HEADER.toBase64URL().toString();
    private static final String VERIFIER = "verifier";
    private static final String NONCE = "nonce";
    private static final String FROM = "from";

    private final SecretKey key;
    private final Clock clock;

    @Inject
    public AttemptSeal(Secrets secrets, Clock clock) {
        this.key = new SecretKeySpec(new Hmac(secrets.digestKey()).of(PURPOSE), "AES");
        this.clock = clock;
    }

    /**
     * Returns the attempt as a text that nobody can read and that is valid for {@link #PERIOD}; it consists
     * of letters, digits, {@code .}, {@code -} and {@code _}.
     */
    public String seal(OpenIdAttempt attempt) {
        EncryptedJWT sealed = new EncryptedJWT(
                HEADER,
                new JWTClaimsSet.Builder()
                        .jwtID(attempt.state())
                        .claim(NONCE, attempt.nonce())
                        .claim(VERIFIER, attempt.verifier())
                        .claim(FROM, attempt.from())
                        .expirationTime(Date.from(clock.instant().plus(PERIOD)))
                        .build());
        try {
            sealed.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("AES-256-GCM is missing from this Java runtime", e);
        }
        return sealed.serialize().substring(HEADER_TEXT.length());
    }

    /**
     * Returns the sealed attempt; empty if this installation did not seal it, or it was changed or is older
     * than {@link #PERIOD}.
     */
    public Optional<OpenIdAttempt> open(String sealed) {
        try {
            // The header is fixed, so that a browser cannot influence how the text is read.
            EncryptedJWT token = EncryptedJWT.parse(HEADER_TEXT + sealed);
            token.decrypt(new DirectDecrypter(key));
            JWTClaimsSet claims = token.getJWTClaimsSet();
            if (!clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
                return Optional.empty();
            }
            return Optional.of(new OpenIdAttempt(
                    claims.getJWTID(),
                    claims.getStringClaim(NONCE),
                    claims.getStringClaim(VERIFIER),
                    claims.getStringClaim(FROM)));
        } catch (ParseException | JOSEException notSealedHere) {
            return Optional.empty();
        }
    }
}
