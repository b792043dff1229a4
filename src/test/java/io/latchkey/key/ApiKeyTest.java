package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Organisation;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.right.AccessRight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DAY_89 = CREATED.plus(Duration.ofDays(89));
    private static final Instant DAY_90 = CREATED.plus(Duration.ofDays(90));

    private final InactivityPolicy inactivity = new InactivityPolicy(Duration.ofDays(90));
    private final AccountUser user =
            new AccountUser(new Organisation("Org", CREATED), "anna", "hash", AccountRole.OWNER, CREATED);
    private final ApiKey key = new ApiKey(user, 1, "CRM", AccessRight.EVENTS, CREATED);

    private KeyStatus statusAfter(Instant unwrittenUse, Instant now) {
        return key.standing().after(Optional.of(unwrittenUse)).status(inactivity, now);
    }

    @Test
    void aNewKeyIsEnabled() {
        assertThat(key.status(inactivity, CREATED)).isEqualTo(KeyStatus.ENABLED);
        assertThat(key.disabledBy(inactivity, CREATED)).isEmpty();
    }

    @Test
    void aKeyNeverUsedCountsFromItsCreation() {
        assertThat(key.status(inactivity, DAY_89)).isEqualTo(KeyStatus.ENABLED);
        assertThat(key.status(inactivity, DAY_90)).isEqualTo(KeyStatus.DISABLED);
        assertThat(key.disabledBy(inactivity, DAY_90)).hasValue(DisabledBy.INACTIVITY);
    }

    @Test
    void aUseThatIsNotWrittenDownYetCounts() {
        assertThat(statusAfter(DAY_89, DAY_90)).isEqualTo(KeyStatus.ENABLED);
        assertThat(statusAfter(CREATED.minusSeconds(1), DAY_90)).isEqualTo(KeyStatus.DISABLED);
    }

    @Test
    void reEnablingStartsANewPeriod() {
        key.enable(DAY_90);

        assertThat(key.status(inactivity, DAY_90)).isEqualTo(KeyStatus.ENABLED);
        assertThat(key.status(inactivity, DAY_90.plus(Duration.ofDays(89)))).isEqualTo(KeyStatus.ENABLED);
        assertThat(key.status(inactivity, DAY_90.plus(Duration.ofDays(90)))).isEqualTo(KeyStatus.DISABLED);
    }

    @Test
    void aKeyIsRefusedFromItsDateOn() {
        Instant expiry = CREATED.plus(Duration.ofDays(10));
        key.setExpiry(Optional.of(expiry), CREATED);

        assertThat(key.status(inactivity, expiry.minusMillis(1))).isEqualTo(KeyStatus.ENABLED);
        assertThat(key.status(inactivity, expiry)).isEqualTo(KeyStatus.DISABLED);
        assertThat(statusAfter(expiry, expiry)).isEqualTo(KeyStatus.DISABLED);
        assertThat(key.disabledBy(inactivity, expiry)).hasValue(DisabledBy.EXPIRY);
    }

    @Test
    void aLaterDateDoesNotOpenAnExpiredKey() {
        key.setExpiry(Optional.of(CREATED.plusSeconds(1)), CREATED);

        key.setExpiry(Optional.empty(), CREATED.plusSeconds(2));

        assertThat(key.disabledBy(inactivity, CREATED.plusSeconds(2))).hasValue(DisabledBy.EXPIRY);
    }

    @Test
    void aUseDoesNotOpenAKeyThatAUserDisabled() {
        key.disable();

        assertThat(statusAfter(DAY_89, DAY_89)).isEqualTo(KeyStatus.DISABLED);
        assertThat(key.disabledBy(inactivity, DAY_89)).hasValue(DisabledBy.USER);
    }

    @Test
    void aKeyIsLeakedUntilItIsRotated() {
        assertThat(key.isLeaked()).isFalse();

        key.disableAsLeaked(CREATED);
        assertThat(key.isLeaked()).isTrue();
        assertThat(key.disabledBy(inactivity, CREATED)).hasValue(DisabledBy.LEAK);

        key.rotate(CREATED);
        assertThat(key.isLeaked()).isFalse();
        assertThat(key.status(inactivity, CREATED)).isEqualTo(KeyStatus.DISABLED);
    }

    @Test
    void aChangeOfAnotherVersionIsRefused() {
        key.requireVersion(Optional.empty());
        key.requireVersion(Optional.of(key.version()));

        assertThatThrownBy(() -> key.requireVersion(Optional.of(key.version() + 1)))
                .isInstanceOf(StaleVersionException.class);
    }

    private KeyState state() {
        return KeyState.of(key, inactivity, CREATED);
    }

    @Test
    void anEnabledKeyEndsAtAnotherTimeAfterItWasEnabledOrItsDateChanged() {
        KeyState before = state();
        key.setDescription("ERP");
        assertThat(state().endsOtherThan(before)).isFalse();

        key.setExpiry(Optional.of(DAY_89), CREATED);
        assertThat(state().endsOtherThan(before)).isTrue();

        KeyState enabled = state();
        key.disable();
        KeyState disabled = state();
        assertThat(disabled.endsOtherThan(enabled)).isFalse();
        key.enable(CREATED);
        assertThat(state().endsOtherThan(disabled)).isTrue();
    }
}
