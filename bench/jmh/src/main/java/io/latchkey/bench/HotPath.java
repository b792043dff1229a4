package io.latchkey.bench;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.OneKnownKey;
import io.latchkey.key.PresentedKey;
import io.latchkey.key.PresentedKeys;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.limit.NoLimits;
import io.latchkey.limit.RequestLimits;
import io.latchkey.network.ClientAddress;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import io.latchkey.security.AuthorizationHeader;
import io.latchkey.security.BasicCredentials;
import io.latchkey.security.KeyAdmission;
import io.latchkey.security.OneCaller;
import io.latchkey.usage.KeyActivity;
import io.latchkey.usage.KeyUses;
import io.latchkey.usage.KnownActivity;
import io.latchkey.usage.LastUses;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request with a key costs in the product's own code, step by step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotPath {

    private String header;
    private KeyToken token;
    private KeyDigester digester;
    private PresentedKeys keys;
    private KeyAdmission admission;
    private ApiKeyPrincipal principal;
    private OneRequest request;
    private HttpServletResponse response;
    private OneCaller caller;
    private RequestLimits limits;
    private KeyUses uses;
    private KeyActivity activity;

    @Setup
    public void prepare() throws SQLException {
        SecureRandom random = new SecureRandom();
        byte[] digestKey = new byte[Secrets.BYTES];
        byte[] masterKey = new byte[Secrets.BYTES];
        random.nextBytes(digestKey);
        random.nextBytes(masterKey);
        digester = new KeyDigester(new Secrets(digestKey, new MasterKeys(Map.of(1, masterKey))));
        token = KeyToken.generate(random);
        Clock clock = Clock.systemUTC();
        InactivityPolicy inactivity = new InactivityPolicy(Duration.ofDays(90));
        keys = new OneKnownKey(token, digester, inactivity, clock).keys();
        // No more of it is asked of a key that is let in: neither the request nor what a refusal would be noted in.
        admission = new KeyAdmission(
                keys,
                inactivity,
                new KeyDecisions(),
                new LastUses(null, clock),
                null,
                null,
                null,
                null,
                clock);
        header = "Basic "
                + Base64.getEncoder().encodeToString(("any:" + token.value()).getBytes(StandardCharsets.UTF_8));
        principal = keys.find(token).orElseThrow().principal();
        request = new OneRequest(header);
        response = OneRequest.response();
        caller = new OneCaller(keys, admission);
        limits = NoLimits.limits();
        uses = new KeyUses(new ClientAddress(Optional.empty(), "X-Forwarded-For"), clock);
        activity = KnownActivity.after(principal.keyId(), uses.of(request, HttpServletResponse.SC_OK));
    }

    /** The header, to a user name and a password. */
    @Benchmark
    public Object parse() {
        return AuthorizationHeader.parse(header);
    }

    /** The key's form and checksum. */
    @Benchmark
    public boolean checksum() {
        return token.isPlausible();
    }

    /** The digest by which it is found. */
    @Benchmark
    public byte[] digest() {
        return digester.digest(token);
    }

    /** The key in the memory of a node. */
    @Benchmark
    public Object recall() {
        return keys.find(token);
    }

    /** Header, checksum and digest. */
    @Benchmark
    public byte[] headerToDigest() {
        BasicCredentials basic = (BasicCredentials) AuthorizationHeader.parse(header).orElseThrow();
        KeyToken presented = basic.key();
        return presented.isPlausible() ? digester.digest(presented) : new byte[0];
    }

    /** From the header to the caller that the key is: found in memory, looked at and noted as used. */
    @Benchmark
    public ApiKeyPrincipal headerToPrincipal() {
        BasicCredentials basic = (BasicCredentials) AuthorizationHeader.parse(header).orElseThrow();
        PresentedKey key = keys.find(basic.key()).orElseThrow();
        if (!admission.isUsable(key) || !key.isAllowedFromAnywhere()) {
            throw new IllegalStateException("The key was refused");
        }
        return admission.use(key);
    }

    /** From the request to what the container is told of its caller. */
    @Benchmark
    public Object authenticate() throws IOException {
        return caller.authenticate(request.next(), response);
    }

    /** The limits, of which there are none. */
    @Benchmark
    public Object limits() {
        return limits.take(principal);
    }

    /** What is recorded of the request. */
    @Benchmark
    public void activity() {
        activity.record(principal.keyId(), uses.of(request, HttpServletResponse.SC_OK));
    }

    /** These three. */
    @Benchmark
    public Object request() throws IOException {
        Object status = caller.authenticate(request.next(), response);
        limits.take(principal);
        activity.record(principal.keyId(), uses.of(request, HttpServletResponse.SC_OK));
        return status;
    }
}
