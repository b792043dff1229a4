package io.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditDigestTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private static String digest(String actor, Optional<String> address) {
        return AuditDigest.of(
                AuditDigest.START,
                1,
                1,
                AT,
                new AuditActor(AuditActor.Kind.USER, actor, address),
                new AuditChange(AuditAction.KEY_COPIED, 7, Optional.empty(), Optional.empty()));
    }

    /** Computed from docs/audit.md by other means; a change of it would break every log there is. */
    @Test
    void staysAsItIsDocumented() {
        assertThat(digest("anna", Optional.of("192.0.2.1")))
                .isEqualTo("ff0377fb4892c50ec1ac61d0023830d8ea209ec61f994bdc621c64a763d56889");
    }

    /** Computed in the same way. */
    @Test
    void coversTheSubjectOfAnEntryThatIsNotAboutAKey() {
        AuditActor anna = new AuditActor(AuditActor.Kind.USER, "anna", Optional.of("192.0.2.1"));
        AuditChange made = new AuditChange(
                AuditAction.USER_CREATED, "boris", Optional.empty(), Optional.of("{\"name\":\"boris\"}"));

        assertThat(AuditDigest.of(AuditDigest.START, 1, 1, AT, anna, made))
                .isEqualTo("f7b3dd9dbc53fb1075b29724ca0b08b09e818152ccd3e032c3b402a94a157514");
    }

    @Test
    void noFieldRunsIntoTheNext() {
        assertThat(digest("ab", Optional.of("c"))).isNotEqualTo(digest("a", Optional.of("bc")));
        assertThat(digest("a", Optional.of(""))).isNotEqualTo(digest("a", Optional.empty()));
    }
}
