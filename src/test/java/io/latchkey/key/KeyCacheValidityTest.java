package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.CustomRightChanged;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyCacheValidityTest {

    private static final long FOR_EVER = Long.MAX_VALUE / 2;
    private static final long CUSTOM_RIGHT = 51;
    private static final long NONE = 0;

    private final KeyCacheValidity validity = new KeyCacheValidity();

    private void trust() {
        validity.trustFromNow(System.nanoTime() + FOR_EVER);
    }

    @Test
    void trustsNothingUntilSomebodyListens() {
        long before = validity.now();
        assertThat(validity.isUnchanged(1, NONE, before)).isFalse();
        assertThat(validity.isStillMissing(before)).isFalse();

        trust();
        assertThat(validity.isUnchanged(1, NONE, before)).isFalse();
        assertThat(validity.isUnchanged(1, NONE, validity.now())).isTrue();
        assertThat(validity.isStillMissing(validity.now())).isTrue();
    }

    @Test
    void whatWasReadBeforeAChangeIsVoidAndWhatIsReadAfterIsNot() {
        trust();
        long before = validity.now();
        validity.changed(1);

        assertThat(validity.isUnchanged(1, NONE, before)).isFalse();
        assertThat(validity.isUnchanged(2, NONE, before)).isTrue();
        assertThat(validity.isUnchanged(1, NONE, validity.now())).isTrue();
        assertThat(validity.isStillMissing(before)).isTrue();
    }

    /** As a sweep changes them. */
    @Test
    void manyChangesVoidFewOtherKeys() {
        trust();
        long before = validity.now();
        LongStream.range(1_000_000, 1_100_000).forEach(validity::changed);

        assertThat(LongStream.range(0, 1_000).filter(id -> validity.isUnchanged(id, NONE, before)))
                .hasSizeGreaterThan(850);
    }

    @Test
    void aSecretThatIsMadeChangesWhatIsMissingAlone() {
        trust();
        long before = validity.now();
        validity.secretCreated();

        assertThat(validity.isStillMissing(before)).isFalse();
        assertThat(validity.isStillMissing(validity.now())).isTrue();
        assertThat(validity.isUnchanged(1, NONE, before)).isTrue();
    }

    @Test
    void aGapVoidsAllThatWasReadBeforeIt() {
        trust();
        long before = validity.now();
        validity.distrust();
        assertThat(validity.isUnchanged(1, NONE, before)).isFalse();
        assertThat(validity.isUnchanged(1, NONE, validity.now())).isFalse();

        trust();
        assertThat(validity.isUnchanged(1, NONE, before)).isFalse();
        assertThat(validity.isUnchanged(1, NONE, validity.now())).isTrue();
    }

    @Test
    void trustEndsInTimeAndIsProlongedWithoutVoidingAnything() {
        validity.trustFromNow(System.nanoTime() - 1);
        long read = validity.now();
        assertThat(validity.isUnchanged(1, NONE, read)).isFalse();

        validity.trustUntil(System.nanoTime() + Duration.ofHours(1).toNanos());
        assertThat(validity.isUnchanged(1, NONE, read)).isTrue();
    }

    @Test
    void prolongingDoesNotEndDistrust() {
        validity.distrust();
        validity.trustUntil(System.nanoTime() + FOR_EVER);
        assertThat(validity.isUnchanged(1, NONE, validity.now())).isFalse();
    }

    /** As when the application stops while the listener, in a thread of its own, has just heard from the database. */
    @Test
    void prolongingAtTheSameMomentDoesNotEndDistrustEither() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong prolonged = new AtomicLong();
        Thread listener = new Thread(() -> {
            while (!over.get()) {
                validity.trustUntil(System.nanoTime() + FOR_EVER);
                prolonged.incrementAndGet();
            }
        });
        listener.start();
        try {
            for (int i = 0; i < 2_000; i++) {
                trust();
                validity.distrust();
                // The one that was under way has ended by then.
                long before = prolonged.get();
                while (prolonged.get() == before) {
                    Thread.yield();
                }
                assertThat(validity.isInStep()).isFalse();
            }
        } finally {
            over.set(true);
            listener.join();
        }
    }

    @Test
    void aChangeOfACustomRightIsOneOfItsKeys() {
        trust();
        long before = validity.now();
        validity.changed(CUSTOM_RIGHT);

        assertThat(validity.isUnchanged(1, CUSTOM_RIGHT, before)).isFalse();
        assertThat(validity.isUnchanged(1, NONE, before)).isTrue();
    }

    @Test
    void whatIsReadAfterTheChangeOfACustomRightIsNotVoid() {
        trust();
        validity.changed(CUSTOM_RIGHT);

        assertThat(validity.isUnchanged(1, CUSTOM_RIGHT, validity.now())).isTrue();
    }

    @Test
    void changesOnThisNodeCountWithoutBeingHeardOf() {
        trust();
        long before = validity.now();

        validity.changed(new KeyChanged(1));
        assertThat(validity.isUnchanged(1, NONE, before)).isFalse();

        validity.changed(new CustomRightChanged(CUSTOM_RIGHT));
        assertThat(validity.isUnchanged(2, CUSTOM_RIGHT, before)).isFalse();
        assertThat(validity.isUnchanged(2, NONE, before)).isTrue();

        assertThat(validity.isStillMissing(before)).isTrue();
        validity.secretCreated(new SecretCreated());
        assertThat(validity.isStillMissing(before)).isFalse();
    }
}
