package io.latchkey.audit;

import io.latchkey.export.ExportPart;
import io.latchkey.export.ExportWriter;
import io.latchkey.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes an organisation's log, earliest entry first, while reading it, so that its length does not cost any
 * memory.
 */
@Singleton
class AuditExport {

    private static final int PART = 1000;

    private final AuditReader reader;
    private final Json json;
    private final ExportWriter exports;

    @Inject
    AuditExport(AuditReader reader, Json json, ExportWriter exports) {
        this.reader = reader;
        this.json = json;
        this.exports = exports;
    }

    /** Writes one JSON object per line. */
    StreamingOutput ndjson(long organisationId, AuditFilter filter) {
        return out -> {
            Writer writer = writer(out);
            Parts parts = new Parts(organisationId, filter, entry -> writer.append(json.write(AuditDocument.of(entry)))
                    .append('\n'));
            exports.write(writer, ExportWriter.UNFINISHED_JSON, parts);
        };
    }

    /** Writes CSV (RFC 4180) with a header line. */
    StreamingOutput csv(long organisationId, AuditFilter filter) {
        return out -> {
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setHeader(
                            "position",
                            "at",
                            "actorKind",
                            "actor",
                            "address",
                            "action",
                            "keyNumber",
                            "subject",
                            "before",
                            "after",
                            "digest")
                    .get();
            Writer writer = writer(out);
            CSVPrinter csv = new CSVPrinter(writer, format);
            exports.write(writer, "\"", new Parts(organisationId, filter, entry -> print(csv, entry)));
        };
    }

    /** Is never closed, as it belongs to the response. */
    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static void print(CSVPrinter csv, AuditEntry entry) throws IOException {
        csv.printRecord(
                entry.position(),
                entry.at(),
                entry.actor().kind(),
                harmless(entry.actor().name()),
                entry.actor().address().orElse(""),
                entry.change().action(),
                entry.change().keyNumber().map(number -> Long.toString(number)).orElse(""),
                harmless(entry.change().subject().orElse("")),
                entry.change().before().orElse(""),
                entry.change().after().orElse(""),
                entry.digest());
    }

    /**
     * Prevents a spreadsheet program from interpreting a text as a formula because of its first character, by
     * prepending an apostrophe.
     */
    private static String harmless(String text) {
        return text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
    }

    private final class Parts implements ExportPart {

        private final long organisationId;
        private final AuditFilter filter;
        private final Line line;
        private long last;

        Parts(long organisationId, AuditFilter filter, Line line) {
            this.organisationId = organisationId;
            this.filter = filter;
            this.line = line;
        }

        @Override
        public boolean write() throws IOException {
            List<AuditEntry> part = read();
            for (AuditEntry entry : part) {
                line.write(entry);
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
        void write(AuditEntry entry) throws IOException;
    }
}
