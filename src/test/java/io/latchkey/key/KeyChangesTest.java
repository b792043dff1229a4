package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyChangesTest {

    private static final long FOR_EVER = Long.MAX_VALUE / 2;
    private static final long CUSTOM_RIGHT = 51;
    private static final long NONE = 0;

    private final KeyChanges changes = new KeyChanges();

    private void trust() {
        changes.trustFromNow(System.nanoTime() + FOR_EVER);
    }

    @Test
    void trustsNothingUntilSomebodyListens() {
        long before = changes.now();
        assertThat(changes.isUnchanged(1, NONE, before)).isFalse();
        assertThat(changes.isStillMissing(before)).isFalse();

        trust();
        assertThat(changes.isUnchanged(1, NONE, before)).isFalse();
        assertThat(changes.isUnchanged(1, NONE, changes.now())).isTrue();
        assertThat(changes.isStillMissing(changes.now())).isTrue();
    }

    @Test
    void whatWasReadBeforeAChangeIsVoidAndWhatIsReadAfterIsNot() {
        trust();
        long before = changes.now();
        changes.changed(1);

        assertThat(changes.isUnchanged(1, NONE, before)).isFalse();
        assertThat(changes.isUnchanged(2, NONE, before)).isTrue();
        assertThat(changes.isUnchanged(1, NONE, changes.now())).isTrue();
        assertThat(changes.isStillMissing(before)).isTrue();
    }

    @Test
    void aSecretThatIsMadeChangesWhatIsMissingAlone() {
        trust();
        long before = changes.now();
        changes.secretMade();

        assertThat(changes.isStillMissing(before)).isFalse();
        assertThat(changes.isStillMissing(changes.now())).isTrue();
        assertThat(changes.isUnchanged(1, NONE, before)).isTrue();
    }

    @Test
    void aGapVoidsAllThatWasReadBeforeIt() {
        trust();
        long before = changes.now();
        changes.distrust();
        assertThat(changes.isUnchanged(1, NONE, before)).isFalse();
        assertThat(changes.isUnchanged(1, NONE, changes.now())).isFalse();

        trust();
        assertThat(changes.isUnchanged(1, NONE, before)).isFalse();
        assertThat(changes.isUnchanged(1, NONE, changes.now())).isTrue();
    }

    @Test
    void trustEndsInTimeAndIsProlongedWithoutVoidingAnything() {
        changes.trustFromNow(System.nanoTime() - 1);
        long read = changes.now();
        assertThat(changes.isUnchanged(1, NONE, read)).isFalse();

        changes.trustUntil(System.nanoTime() + Duration.ofHours(1).toNanos());
        assertThat(changes.isUnchanged(1, NONE, read)).isTrue();
    }

    @Test
    void prolongingDoesNotEndDistrust() {
        changes.distrust();
        changes.trustUntil(System.nanoTime() + FOR_EVER);
        assertThat(changes.isUnchanged(1, NONE, changes.now())).isFalse();
    }

    @Test
    void aChangeOfACustomRightIsOneOfItsKeys() {
        trust();
        long before = changes.now();
        changes.changed(CUSTOM_RIGHT);

        assertThat(changes.isUnchanged(1, CUSTOM_RIGHT, before)).isFalse();
        assertThat(changes.isUnchanged(1, NONE, before)).isTrue();
    }
}
