package io.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.audit.AuditVerificationDocument.Broken;
import io.latchkey.audit.AuditVerificationDocument.Fault;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log of more entries than are read at once, in which something is changed by other means. */
class AuditVerifierTest {

    private static final long ORGANISATION = 7;
    private static final int ENTRIES = 2500;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final AuditActor ANNA = new AuditActor(AuditActor.Kind.USER, "anna", Optional.empty());

    private final List<AuditEntry> entries = new ArrayList<>();
    private Optional<AuditHead> head = Optional.empty();

    /** The log as the database has it. */
    private final class Stored extends AuditReader {

        Stored() {
            super(null);
        }

        @Override
        List<AuditEntry> after(long organisationId, AuditFilter filter, long position, int limit) {
            return entries.stream()
                    .filter(entry -> entry.organisationId() == organisationId && entry.position() > position)
                    .limit(limit)
                    .toList();
        }

        @Override
        Optional<AuditHead> head(long organisationId) {
            return head;
        }
    }

    @BeforeEach
    void write() {
        for (int i = 0; i < ENTRIES; i++) {
            append("key " + i);
        }
    }

    private void append(String subject) {
        String previous = head.map(AuditHead::digest).orElse(AuditDigest.START);
        AuditEntry entry = entry(previous, entries.size() + 1L, subject);
        entries.add(entry);
        head = Optional.of(new AuditHead(entry.position(), entry.digest()));
    }

    private static AuditEntry entry(String previous, long position, String subject) {
        AuditChange change = new AuditChange(AuditAction.USER_CREATED, subject, Optional.empty(), Optional.empty());
        String digest = AuditDigest.of(previous, ORGANISATION, position, AT, ANNA, change);
        return new AuditEntry(ORGANISATION, position, AT, ANNA, change, digest);
    }

    private AuditVerificationDocument verify() throws SQLException {
        return new AuditVerifier(new Stored()).verify(ORGANISATION);
    }

    private void assertBroken(long position, Fault fault) throws SQLException {
        assertThat(verify().firstBroken()).hasValue(new Broken(position, fault));
        assertThat(verify().intact()).isFalse();
    }

    @Test
    void anUnchangedLogIsIntact() throws SQLException {
        AuditHead last = head.orElseThrow();

        assertThat(verify())
                .isEqualTo(new AuditVerificationDocument(ORGANISATION, true, ENTRIES, last.digest(), Optional.empty()));
    }

    @Test
    void anEmptyLogIsIntact() throws SQLException {
        entries.clear();
        head = Optional.empty();

        assertThat(verify())
                .isEqualTo(new AuditVerificationDocument(ORGANISATION, true, 0, AuditDigest.START, Optional.empty()));
    }

    @Test
    void whatIsAddedMeanwhileIsLeftToTheNextTime() throws SQLException {
        AuditHead before = head.orElseThrow();
        append("later");
        head = Optional.of(before);

        assertThat(verify().intact()).isTrue();
        assertThat(verify().entries()).isEqualTo(ENTRIES);
    }

    @Test
    void aMissingEntryIsNamed() throws SQLException {
        entries.remove(1200);
        assertBroken(1201, Fault.MISSING);
    }

    @Test
    void theMissingFirstEntryIsNamed() throws SQLException {
        entries.remove(0);
        assertBroken(1, Fault.MISSING);
    }

    @Test
    void theMissingLastEntryIsNamed() throws SQLException {
        entries.remove(ENTRIES - 1);
        assertBroken(ENTRIES, Fault.MISSING);
    }

    @Test
    void aLogWithoutEntriesIsNotEmpty() throws SQLException {
        entries.clear();
        assertBroken(1, Fault.MISSING);
    }

    @Test
    void aChangedEntryIsNamed() throws SQLException {
        AuditEntry old = entries.get(1700);
        AuditChange other = entries.get(3).change();
        entries.set(1700, new AuditEntry(ORGANISATION, old.position(), old.at(), ANNA, other, old.digest()));

        assertBroken(1701, Fault.ALTERED);
    }

    @Test
    void anEntryThatIsChangedWithItsDigestDoesNotFitTheNext() throws SQLException {
        entries.set(1700, entry(entries.get(1699).digest(), 1701, "other"));

        assertBroken(1702, Fault.ALTERED);
    }

    @Test
    void theLastEntryMustBeTheHead() throws SQLException {
        entries.set(ENTRIES - 1, entry(entries.get(ENTRIES - 2).digest(), ENTRIES, "other"));

        assertBroken(ENTRIES, Fault.ALTERED);
    }
}
