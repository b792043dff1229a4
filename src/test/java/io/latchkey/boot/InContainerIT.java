package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.ApiKey;
import io.latchkey.key.ApiKeys;
import io.latchkey.key.DisabledBy;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyChange;
import io.latchkey.key.KeyRequest;
import io.latchkey.key.KeyRotation;
import io.latchkey.key.KeyStatus;
import io.latchkey.key.NewKey;
import io.latchkey.key.QuotaChange;
import io.latchkey.log.LogAttack;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.Organisations;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.right.AccessRight;
import io.latchkey.security.ApiKeyCredential;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestClock;
import io.latchkey.usage.InactivitySweep;
import io.latchkey.usage.LastUses;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What needs the container's inside: a life of ninety days under a clock that the test moves, and a forgotten annotation. */
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(ArquillianExtension.class)
class InContainerIT {

    @Inject
    private ApiKeys keys;

    @Inject
    private KeyRotation rotation;

    @Inject
    private DataSource dataSource;

    @Inject
    private Organisations organisations;

    @Inject
    private Accounts accounts;

    @Inject
    private IdentityStoreHandler identityStores;

    @Inject
    private InactivityPolicy inactivity;

    @Inject
    private InactivitySweep sweep;

    @Inject
    private LastUses lastUses;

    @Inject
    private TestClock testClock;

    @Inject
    private Clock clock;

    @Inject
    private HttpServletRequest request;

    @Inject
    private UserTransaction transaction;

    @Deployment
    static WebArchive latchkey() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("latchkey.war")))
                .addClasses(InContainerIT.class, MovableClock.class, TestClock.class, LogAttack.class)
                .addClasses(
                        UnannotatedApplication.class,
                        UnannotatedApplication.ForgottenResource.class,
                        UnannotatedApplication.FailingResource.class)
                .addAsLibraries(new File(Assertions.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()));
    }

    private NewKey makeKey() {
        AccountUser user = accounts.add(
                organisations.create("Org"), "user-" + UUID.randomUUID(), Optional.empty(), AccountRole.OWNER);
        return keys.create(
                user.id(), new KeyRequest("CRM", AccessRight.EVENTS, null, null, null, null, null, null, null));
    }

    /** A test is one request, and a server may keep what is read without a transaction for the whole of it. */
    private <T> T inTransaction(Supplier<T> reading) throws Exception {
        transaction.begin();
        try {
            return reading.get();
        } finally {
            transaction.rollback();
        }
    }

    private boolean opens(NewKey key) throws Exception {
        return inTransaction(() -> identityStores
                        .validate(new ApiKeyCredential(key.token()))
                        .getStatus())
                == CredentialValidationResult.Status.VALID;
    }

    private ApiKey read(NewKey key) throws Exception {
        return inTransaction(
                () -> keys.find(key.key().organisationId(), key.key().number()).orElseThrow());
    }

    private void days(long days) {
        testClock.movable().advance(Duration.ofDays(days));
    }

    /**
     * On servers that would let it, it would commit what the container's own transaction has done so far. Open Liberty's own
     * connections refuse it.
     */
    @Test
    void aTransactionOfJdbcIsRefusedWithinOneOfTheContainers() throws Exception {
        NewKey made = inTransaction(() -> {
            NewKey key = makeKey();
            Assertions.assertThatThrownBy(() -> sweep.run(() -> true))
                    .isInstanceOf(isOpenLiberty() ? SQLException.class : IllegalStateException.class);
            return key;
        });

        assertThat(opens(made)).isFalse();
    }

    /** Otherwise, its user would be told that nothing was done, and never see the secret. */
    @Test
    void aKeyThatCannotBeShownIsNeitherCreatedNorChangedNorRotated() throws Exception {
        KeyRequest limited = new KeyRequest(
                "CRM",
                AccessRight.EVENTS,
                null,
                null,
                null,
                null,
                null,
                null,
                new QuotaChange(Optional.of(9L), Optional.of(QuotaPeriod.MONTH)));
        AccountUser user = accounts.add(
                organisations.create("Org"), "user-" + UUID.randomUUID(), Optional.empty(), AccountRole.OWNER);
        NewKey key = keys.create(user.id(), limited);
        long organisation = user.organisationId();
        long number = key.key().number();
        execute("ALTER TABLE api_key_quota RENAME TO api_key_quota_gone");
        try {
            Assertions.assertThatThrownBy(() -> keys.create(user.id(), limited)).hasStackTraceContaining("quota");
            Assertions.assertThatThrownBy(
                            () -> rotation.rotate(organisation, number, Optional.empty(), Optional.of(Duration.ZERO)))
                    .hasStackTraceContaining("quota");
            Assertions.assertThatThrownBy(() ->
                            keys.change(organisation, number, Optional.empty(), KeyChange.toStatus(KeyStatus.DISABLED)))
                    .hasStackTraceContaining("quota");
        } finally {
            execute("ALTER TABLE api_key_quota_gone RENAME TO api_key_quota");
        }

        assertThat(inTransaction(() -> keys.list(organisation, 0, 10))).hasSize(1);
        assertThat(opens(key)).isTrue();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isOpenLiberty() {
        return System.getProperty("wlp.install.dir") != null;
    }

    @Test
    void aKeyLivesNinetyDaysFromItsLastUse() throws Exception {
        NewKey used = makeKey();
        NewKey unused = makeKey();

        days(89);
        assertThat(opens(used)).isTrue();
        lastUses.flush();
        days(1);
        // Between two sweeps the deadline alone closes a key.
        assertThat(read(unused).disabledBy(inactivity, clock.instant())).hasValue(DisabledBy.INACTIVITY);
        assertThat(opens(unused)).isFalse();
        assertThat(opens(used)).isTrue();
        lastUses.flush();

        days(89);
        assertThat(sweep.run(() -> true)).isGreaterThanOrEqualTo(1);
        assertThat(opens(used)).isTrue();
        lastUses.flush();
        days(91);
        sweep.run(() -> true);
        assertThat(opens(used)).isFalse();
    }

    @Test
    void reEnablingStartsANewPeriodThatTheSweepRespects() throws Exception {
        NewKey key = makeKey();
        days(91);
        sweep.run(() -> true);
        assertThat(opens(key)).isFalse();

        keys.change(
                key.key().organisationId(),
                key.key().number(),
                Optional.empty(),
                KeyChange.toStatus(KeyStatus.ENABLED));
        sweep.run(() -> true);
        assertThat(opens(key)).isTrue();
        lastUses.flush();

        days(91);
        sweep.run(() -> true);
        assertThat(opens(key)).isFalse();
    }

    /** All that the server writes where it was started: one shortens on its console what it has whole in a file. */
    private static String serverLog() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("").toAbsolutePath())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void noCredentialGetsIntoTheServersLog() throws IOException, InterruptedException {
        String characters = "0123456789abcdefghijABCDEFGHIJ01234567";
        String mark = UUID.randomUUID().toString();

        LogAttack.run("lk_" + characters, mark);
        LogAttack.run("lk%5f" + characters, mark + " in a URL");
        LogAttack.run(
                "lkt_" + characters.substring(0, 22) + "." + (characters + characters).substring(0, 43),
                mark + " as a token");
        LogAttack.run("whsec_" + characters, mark + " again");

        String log = serverLog();
        for (int i = 0; i < 50 && !log.contains("end " + mark + " again"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            log = serverLog();
        }
        assertThat(log)
                .contains("begin " + mark, "end " + mark + " again", "lk_***", "lkt_***", "whsec_***", "Caused by");
        assertThat(log).doesNotContain(characters, characters.substring(6), "0, 1, 2, 3, 4");
    }

    @Test
    @RunAsClient
    void aForgottenAnnotationClosesTheMethodToEveryone(@ArquillianResource URL base)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = get(base, "unannotated/forgotten");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("not available to anyone");
    }

    @Test
    @RunAsClient
    void aFailureTellsNothingOfTheInside(@ArquillianResource URL base) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(base, "unannotated/failing");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("An internal error occurred and has been logged.", "requestId")
                .doesNotContain(UnannotatedApplication.FailingResource.INSIDE, "Exception", "io.latchkey", ".java");
    }

    private static HttpResponse<String> get(URL base, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base.toString()).resolve(path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aSessionEndsAnHourAfterTheLastClick() {
        assertThat(request.getSession(true).getMaxInactiveInterval())
                .isEqualTo((int) Duration.ofHours(1).toSeconds());
    }
}
