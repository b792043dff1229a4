package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.latchkey.database.SqlInstant;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.Accounts;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.quota.QuotaStore;
import io.latchkey.quota.Quotas;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.AccessRight;
import io.latchkey.right.RequestPath;
import io.latchkey.testing.CountedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.TestSecrets;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** How many queries it takes to read keys, on a server that loads no relation later than the entity, and what is read. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class KeyQueriesTest {

    /** Beyond the ids that other tests take from the sequences of the same databases. */
    private static final long ORGANISATION = 6_200_000;

    private static final int KEYS = 20;
    private static final String TIME = "TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z'";

    private final TestDatabase database;
    private final CountedDatabase counted;
    private final UnwovenEntities entities;
    private final Clock clock = Clock.systemUTC();
    private final KeyDigester digester = new KeyDigester(TestSecrets.any());
    private final List<KeyToken> tokens = new ArrayList<>();

    /** Several keys, each with a right and a creator of its own. */
    KeyQueriesTest(TestDatabase database) {
        this.database = database;
        this.counted = new CountedDatabase(database.dataSource());
        this.entities = new UnwovenEntities(counted.dataSource());
        database.execute("DELETE FROM api_key WHERE organisation_id = ?", ORGANISATION);
        for (long number = 1; number <= KEYS; number++) {
            add(number);
        }
    }

    @AfterEach
    void close() {
        entities.close();
        database.execute("DELETE FROM api_key WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM custom_right WHERE organisation_id = ?", ORGANISATION);
    }

    private void add(long number) {
        long id = ORGANISATION + number;
        KeyToken token = KeyToken.generate(new SecureRandom());
        tokens.add(token);
        TestOrganisation.ensureWithOwner(database, ORGANISATION, id, "creator " + id);
        database.execute(
                "INSERT INTO custom_right (id, organisation_id, name, description, patterns, created_at, version)"
                        + " VALUES (?, ?, ?, '', 'GET /orders', " + TIME + ", 1)",
                id,
                ORGANISATION,
                "right " + id);
        database.execute(
                "INSERT INTO api_key (id, organisation_id, number, description, access_right, custom_right_id, status,"
                        + " created_by, created_at, idle_since, version)"
                        + " VALUES (?, ?, ?, 'key', 'CUSTOM', ?, 'ENABLED', ?, " + TIME + ", " + TIME + ", 1)",
                id,
                ORGANISATION,
                number,
                id,
                id);
        database.execute(
                "INSERT INTO api_key_secret (id, organisation_id, key_id, digest, created_at)" + " VALUES (?, ?, ?, ?, "
                        + TIME + ")",
                id,
                ORGANISATION,
                id,
                digester.digest(token));
    }

    private static KeySecrets secrets(EntityManager reading) {
        return new KeySecrets(reading, null, null, null, null, null, null, null);
    }

    private PresentedKeys presented() {
        return new PresentedKeys(
                new SecretLookup(counted.dataSource()),
                digester,
                new KeyCacheValidity(),
                new InactivityPolicy(Duration.ofDays(90)),
                clock,
                0);
    }

    @Test
    void aKeyThatIsNotCachedTakesOne() {
        PresentedKeys keys = presented();
        counted.executions();

        assertThat(keys.find(tokens.get(0)).orElseThrow().rightName()).isEqualTo("right " + (ORGANISATION + 1));
        assertThat(counted.executions()).isEqualTo(1);

        assertThat(keys.findSecret(ORGANISATION + 2).orElseThrow().number()).isEqualTo(2);
        assertThat(counted.executions()).isEqualTo(1);
    }

    @Test
    void aKeyIsReadAsItIsNowEvenIfItHasBeenReadBefore() {
        PresentedKeys keys = presented();
        assertThat(status(keys)).containsOnly(KeyStatus.ENABLED);

        database.execute("UPDATE api_key SET status = 'DISABLED' WHERE id = ?", ORGANISATION + 1);

        assertThat(status(keys)).containsOnly(KeyStatus.DISABLED);
    }

    @Test
    void aKeyIsReadWithAllThatDecidesAboutIt() {
        Instant end = Instant.parse("2031-02-03T04:05:06.789Z");
        database.execute(
                "UPDATE api_key SET expires_at = ?, networks = '192.0.2.0/24 2001:db8::/32', external_id = 'crm-1',"
                        + " labels = 'env=test' || CHR(10) || 'team=a=b', rate_limit = '100/PT1M', quota_requests = 5000,"
                        + " quota_period = 'DAY', status = 'DISABLED', disabled_by = 'LEAK' WHERE id = ?",
                SqlInstant.of(end),
                ORGANISATION + 1);
        database.execute(
                "UPDATE api_key_secret SET valid_until = ? WHERE id = ?", SqlInstant.of(end), ORGANISATION + 1);
        InactivityPolicy never = new InactivityPolicy(Duration.ofDays(36_500));

        PresentedKey read = presented().find(tokens.get(0)).orElseThrow();

        assertThat(read.keyId()).isEqualTo(ORGANISATION + 1);
        assertThat(read.organisationId()).isEqualTo(ORGANISATION);
        assertThat(read.number()).isEqualTo(1);
        assertThat(read.principal().secretId()).isEqualTo(ORGANISATION + 1);
        assertThat(read.principal().rateLimit()).contains(new RateLimit(100, Duration.ofMinutes(1)));
        assertThat(read.principal().quota()).contains(new Quota(5000, QuotaPeriod.DAY));
        assertThat(read.accessRight()).isEqualTo(AccessRight.CUSTOM);
        assertThat(read.customRightId()).isEqualTo(ORGANISATION + 1);
        assertThat(read.covers("GET", RequestPath.parse("/orders").orElseThrow()))
                .isTrue();
        assertThat(read.covers("POST", RequestPath.parse("/orders").orElseThrow()))
                .isFalse();
        assertThat(read.isValid(end.minusNanos(1_000))).isTrue();
        assertThat(read.isValid(end)).isFalse();
        assertThat(read.isAllowedFrom("192.0.2.7")).isTrue();
        assertThat(read.isAllowedFrom("198.51.100.7")).isFalse();
        assertThat(read.externalId()).contains("crm-1");
        assertThat(read.labels()).containsExactly(entry("env", "test"), entry("team", "a=b"));
        assertThat(read.status(Optional.empty(), never, clock.instant())).isEqualTo(KeyStatus.DISABLED);
        assertThat(read.disabledBy(never, clock.instant())).contains(DisabledBy.LEAK);
        database.execute("UPDATE api_key SET status = 'ENABLED', disabled_by = NULL WHERE id = ?", ORGANISATION + 1);
        PresentedKey enabled = presented().find(tokens.get(0)).orElseThrow();
        assertThat(enabled.status(Optional.empty(), never, end.minusNanos(1_000)))
                .isEqualTo(KeyStatus.ENABLED);
        assertThat(enabled.disabledBy(never, end)).contains(DisabledBy.EXPIRY);
    }

    @Test
    void aKeyWithNothingOfItsOwnIsReadToo() {
        database.execute(
                "UPDATE api_key SET access_right = 'EVENTS', custom_right_id = NULL WHERE id = ?", ORGANISATION + 1);

        PresentedKey read = presented().find(tokens.get(0)).orElseThrow();

        assertThat(read.rightName()).isEqualTo("EVENTS");
        assertThat(read.customRightId()).isZero();
        assertThat(read.isAllowedFromAnywhere()).isTrue();
        assertThat(read.externalId()).isEmpty();
        assertThat(read.labels()).isEmpty();
        assertThat(read.principal().rateLimit()).isEmpty();
        assertThat(read.principal().quota()).isEmpty();
        assertThat(read.isValid(Instant.MAX)).isTrue();
    }

    /** A right can be hundreds of kilobytes large once it is parsed, and a hundred thousand keys may have it. */
    @Test
    void keysWithTheSamePatternsShareThem() {
        SecretLookup lookup = new SecretLookup(counted.dataSource());

        PresentedRight one = lookup.find(ORGANISATION + 1).orElseThrow().right();
        PresentedRight other = lookup.find(ORGANISATION + 2).orElseThrow().right();

        assertThat(one.customId()).isNotEqualTo(other.customId());
        assertThat(one.patterns()).hasSize(1).isSameAs(other.patterns());
    }

    @Test
    void whatAKeyHasOfItsOwnCountsForItsShareOfTheMemory() {
        SecretLookup lookup = new SecretLookup(counted.dataSource());
        assertThat(lookup.find(ORGANISATION + 1).orElseThrow().kilobytes()).isEqualTo(1);

        String networks = "2001:db8::/32" + " 192.0.2.1".repeat(49);
        String labels = "a=" + "x".repeat(255) + "\nb=" + "x".repeat(255) + "\nc=" + "x".repeat(255);
        database.execute(
                "UPDATE api_key SET networks = ?, labels = ? WHERE id = ?", networks, labels, ORGANISATION + 1);

        assertThat(lookup.find(ORGANISATION + 1).orElseThrow().kilobytes()).isEqualTo(8);
    }

    private List<KeyStatus> status(PresentedKeys keys) {
        InactivityPolicy never = new InactivityPolicy(Duration.ofDays(36_500));
        return Stream.of(keys.find(tokens.get(0)), keys.findSecret(ORGANISATION + 1))
                .map(key -> key.orElseThrow().status(Optional.empty(), never, clock.instant()))
                .toList();
    }

    @Test
    void aListTakesThreeHoweverLongItIs() {
        // As in a server, where each query outside of a transaction begins with nothing read.
        try (EntityManager reading = entities.open();
                EntityManager readingNext = entities.open()) {
            ApiKeys keys = new ApiKeys(reading, null, null, null, null, null, null, null, null, null, null, clock);
            KeyOverviews overviews = new KeyOverviews(
                    secrets(readingNext),
                    new Accounts(readingNext, null, null, clock),
                    new Quotas(new QuotaStore(counted.dataSource()), clock),
                    keyId -> Optional.empty(),
                    clock);
            counted.executions();

            List<KeyOverview> shown = overviews.of(keys.list(ORGANISATION, 0, KEYS));

            assertThat(counted.executions()).isEqualTo(3);
            assertThat(shown).hasSize(KEYS).allSatisfy(overview -> {
                assertThat(overview.createdBy())
                        .isEqualTo("creator " + overview.key().id());
                assertThat(overview.key().rightName())
                        .isEqualTo("right " + overview.key().id());
                assertThat(overview.secrets()).hasSize(1);
            });
        }
    }

    @Test
    void theListShowsTheValidSecretsLatestFirst() {
        long key = ORGANISATION + 1;
        String later = "INSERT INTO api_key_secret (id, organisation_id, key_id, digest, created_at, valid_until,"
                + " master_key_version, sealed_key) VALUES (?, ?, ?, ?, TIMESTAMP WITH TIME ZONE '2026-01-02 00:00:00Z',"
                + " TIMESTAMP WITH TIME ZONE '";
        database.execute(
                later + "2026-01-03 00:00:00Z', 1, ?)", key + 100, ORGANISATION, key, new byte[] {1}, new byte[1]);
        database.execute(
                later + "9998-01-03 00:00:00Z', 1, ?)", key + 101, ORGANISATION, key, new byte[] {2}, new byte[1]);
        try (EntityManager reading = entities.open()) {
            ApiKeys keys = new ApiKeys(reading, null, null, null, null, null, null, null, null, null, null, clock);

            List<ValidSecret> valid = secrets(reading)
                    .valid(keys.list(ORGANISATION, 0, 1), clock.instant())
                    .get(key);

            assertThat(valid).extracting(ValidSecret::isKept).containsExactly(true, false);
            assertThat(valid)
                    .extracting(secret -> secret.validUntil().isPresent())
                    .containsExactly(true, false);
            assertThat(valid).allMatch(secret -> secret.lastUsedAt().isEmpty());
        }
    }
}
