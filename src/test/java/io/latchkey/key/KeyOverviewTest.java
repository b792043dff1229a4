package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Organisation;
import io.latchkey.right.AccessRight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyOverviewTest {

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DAY_89 = CREATED.plus(Duration.ofDays(89));
    private static final Instant DAY_90 = CREATED.plus(Duration.ofDays(90));

    private final InactivityPolicy inactivity = new InactivityPolicy(Duration.ofDays(90));
    private final AccountUser user =
            new AccountUser(new Organisation("Org", CREATED), "anna", "hash", AccountRole.OWNER, CREATED);
    private final ApiKey key = new ApiKey(user, 1, "CRM", AccessRight.EVENTS, CREATED);

    private KeyOverview overview(Optional<Instant> unwrittenUse) {
        return new KeyOverview(key, "anna", List.of(), Optional.empty(), unwrittenUse);
    }

    private KeyDocument document(Optional<Instant> unwrittenUse, Instant now) {
        return KeyDocument.of(overview(unwrittenUse), Optional.empty(), inactivity, now);
    }

    @Test
    void aUseThatIsNotWrittenYetKeepsTheKeyEnabled() {
        KeyDocument shown = document(Optional.of(DAY_89), DAY_90);

        assertThat(shown.status()).isEqualTo(KeyStatus.ENABLED);
        assertThat(shown.disabledBy()).isEmpty();
        assertThat(shown.lastUsedAt()).hasValue(DAY_89);
        assertThat(shown.inactiveAt()).hasValue(DAY_89.plus(Duration.ofDays(90)));
    }

    @Test
    void withoutOneTheKeyIsDisabledAtItsDeadline() {
        KeyDocument shown = document(Optional.empty(), DAY_90);

        assertThat(shown.status()).isEqualTo(KeyStatus.DISABLED);
        assertThat(shown.disabledBy()).hasValue(DisabledBy.INACTIVITY);
        assertThat(shown.lastUsedAt()).isEmpty();
        assertThat(shown.inactiveAt()).isEmpty();
    }

    @Test
    void aUseBeforeTheKeyWasEnabledAgainDoesNotShortenItsPeriod() {
        key.enable(DAY_90);

        assertThat(overview(Optional.of(DAY_89)).inactiveAt(inactivity)).isEqualTo(DAY_90.plus(Duration.ofDays(90)));
    }

    @Test
    void theMaskedKeyHasTheCharactersThatAreKnown() {
        assertThat(document(Optional.empty(), CREATED).maskedKey()).isEmpty();

        key.setHint(Optional.of("a1B2"));

        assertThat(document(Optional.empty(), CREATED).maskedKey()).hasValue("lk_…a1B2");
    }
}
