package io.latchkey.audit;

import io.latchkey.export.ExportParts;
import io.latchkey.export.ExportWriter;
import io.latchkey.json.Json;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.Accounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;

/**
 * Writes an organisation's log, earliest entry first, while reading it, so that its length does not cost any
 * memory. A user who is deleted, or gets another role or password, gets no further part.
 */
@Singleton
class AuditExport {

    private static final int PART = 1000;

    private static final CSVFormat CSV = CSVFormat.RFC4180;

    /** The start of a text or of a part of it, if a formula could begin there. */
    private static final Pattern FORMULA = Pattern.compile("(?:^|(?<=[;\\t\\r\\n]))(?=[=+\\-@\\t\\r])");

    private static final Object[] COLUMNS = {
        "position", "at", "actorKind", "actor", "address", "action", "keyNumber", "subject", "before", "after", "digest"
    };

    private final AuditReader reader;
    private final Json json;
    private final ExportWriter exports;
    private final Accounts accounts;

    @Inject
    AuditExport(AuditReader reader, Json json, ExportWriter exports, Accounts accounts) {
        this.reader = reader;
        this.json = json;
        this.exports = exports;
        this.accounts = accounts;
    }

    /** Writes one JSON object per line. */
    StreamingOutput ndjson(AccountPrincipal user, AuditFilter filter) {
        Line line = (text, entry) ->
                text.append(json.write(AuditDocument.of(entry))).append('\n');
        return body(ExportWriter.UNFINISHED_JSON, user, new Parts(user.organisationId(), filter, "", line));
    }

    /** Writes CSV (RFC 4180) with a header line. */
    StreamingOutput csv(AccountPrincipal user, AuditFilter filter) {
        String header = CSV.format(COLUMNS) + CSV.getRecordSeparator();
        return body("\"", user, new Parts(user.organisationId(), filter, header, AuditExport::print));
    }

    private StreamingOutput body(String opening, AccountPrincipal user, Parts parts) {
        return exports.body(opening, () -> accounts.isUnchanged(user), parts);
    }

    private static void print(Appendable text, AuditEntry entry) throws IOException {
        CSV.printRecord(
                text,
                entry.position(),
                entry.at(),
                entry.actor().kind(),
                harmless(entry.actor().name()),
                entry.actor().address().orElse(""),
                entry.change().action(),
                entry.change().keyNumber().map(number -> Long.toString(number)).orElse(""),
                harmless(entry.change().subject().orElse("")),
                undivided(entry.change().before().orElse("")),
                undivided(entry.change().after().orElse("")),
                entry.digest());
    }

    /**
     * Prevents a spreadsheet program from interpreting a text as a formula because of its first character, by
     * prepending an apostrophe. In many countries such a program divides a line at semicolons, even within the text:
     * what follows one is treated in the same way.
     */
    private static String harmless(String text) {
        return FORMULA.matcher(text).replaceAll("'");
    }

    /** Escapes the semicolons of a JSON text, which only its strings contain, for the same reason. */
    private static String undivided(String json) {
        return json.replace(";", "\\u003b");
    }

    private final class Parts implements ExportParts {

        private final long organisationId;
        private final AuditFilter filter;
        private final String header;
        private final Line line;
        private long last;

        Parts(long organisationId, AuditFilter filter, String header, Line line) {
            this.organisationId = organisationId;
            this.filter = filter;
            this.header = header;
            this.line = line;
        }

        @Override
        public boolean write(Appendable text) throws IOException {
            List<AuditEntry> part = read();
            if (last == 0) {
                text.append(header);
            }
            for (AuditEntry entry : part) {
                line.write(text, entry);
                last = entry.position();
            }
            return part.size() == PART;
        }

        private List<AuditEntry> read() {
            try {
                return reader.after(organisationId, filter, last, PART);
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException("The audit log could not be read", e));
            }
        }
    }

    private interface Line {
        void write(Appendable text, AuditEntry entry) throws IOException;
    }
}
