package io.latchkey.export;

import io.latchkey.database.DatabaseFault;
import io.latchkey.setting.PositiveDuration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes responses that are read from the database in parts, such as exports, and limits how long that takes. The
 * caller is authenticated when the response begins, and asked for again before each further part: nothing is read
 * for a key that has been disabled meanwhile, however slowly its client reads.
 *
 * <p>A response that ends before its time, because of its caller, the limit or a failure, ends with an unfinished
 * line, which no parser takes for a complete one. An exception would not do: servers complete a response whose
 * writing has failed, or add an error.
 */
@Singleton
public class ExportWriter {

    /** Begins a value that must be closed in JSON lines, for {@link #body}. */
    public static final String UNFINISHED_JSON = "{\"error\":\"";

    /** Begins an entry that must be closed in a JSON list that has others, for {@link #body}. */
    public static final String UNFINISHED_LIST = "," + UNFINISHED_JSON;

    static final String INCOMPLETE = "This response took too long and is not complete";
    static final String FAILED = "This response failed and is not complete";
    static final String REFUSED = "This response was ended because its caller lost access, and is not complete";

    private static final Logger LOG = System.getLogger(ExportWriter.class.getName());

    private final Duration longest;
    private final HttpServletRequest request;
    private final Clock clock;

    /**
     * Creates the writer. Expects the container's proxy for the current thread's request.
     *
     * @throws IllegalArgumentException if {@code latchkey.export.period} is not positive
     */
    @Inject
    public ExportWriter(
            @ConfigProperty(name = "latchkey.export.period") Duration longest,
            HttpServletRequest request,
            Clock clock) {
        this.longest = PositiveDuration.require("latchkey.export.period", longest);
        this.request = request;
        this.clock = clock;
    }

    /**
     * Returns a body that is written as by {@link #write}. Servers write it for HEAD as well, and discard it: then only
     * the first part is read, which decides how the request is answered. Must be called while the request is processed.
     */
    public StreamingOutput body(String opening, BooleanSupplier stillAdmitted, ExportParts parts) {
        // The servlet's own request knows: Jersey tells a resource that HEAD is GET.
        ExportParts needed = request.getMethod().equals(HttpMethod.HEAD) ? onlyFirst(parts) : parts;
        return response -> write(response, opening, stillAdmitted, needed);
    }

    private static ExportParts onlyFirst(ExportParts parts) {
        return text -> {
            parts.write(text);
            return false;
        };
    }

    /**
     * Writes part after part until there is none, the time is over, the caller may get no more, or reading one
     * fails, which is logged. Except in the first case, the response ends with an unfinished line. A failure to
     * read the first part is thrown, since nothing has been sent and the request can be answered with an error.
     *
     * @param opening begins a value that must be closed, in the format of the response
     * @param stillAdmitted whether the caller may get another part; asked before each part but the first, in the
     *     writing thread, which may have no request any more. A failure counts as one to read the part
     * @throws IOException when the reader has disconnected
     */
    void write(OutputStream response, String opening, BooleanSupplier stillAdmitted, ExportParts parts)
            throws IOException {
        // Is never closed, as it belongs to the response.
        Writer out = new OutputStreamWriter(response, StandardCharsets.UTF_8);
        Instant end = clock.instant().plus(longest);
        StringBuilder part = new StringBuilder();
        boolean more = parts.write(part);
        out.append(part).flush();
        while (more) {
            if (!clock.instant().isBefore(end)) {
                out.append(opening).append(INCOMPLETE);
                break;
            }
            part.setLength(0);
            boolean admitted;
            try {
                admitted = stillAdmitted.getAsBoolean();
                more = admitted && parts.write(part);
            } catch (IOException | RuntimeException | Error failure) {
                DatabaseFault.log(LOG, "A response was broken off", failure);
                out.append(opening).append(FAILED);
                break;
            }
            if (!admitted) {
                out.append(opening).append(REFUSED);
                break;
            }
            out.append(part).flush();
        }
        out.flush();
    }
}
