package io.latchkey.export;

import io.latchkey.database.DatabaseFault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes exports, and limits how long one may read from the database. The caller is only authenticated when it
 * begins: a client that reads slowly enough would otherwise go on receiving data for hours after its key was
 * disabled.
 *
 * <p>An export that ends before its time, by this limit or by a failure, ends with an unfinished line, which no
 * parser takes for a complete one. An exception would not do: servers complete a response whose writing has
 * failed, or add an error.
 */
@Singleton
public class ExportWriter {

    /** Begins a value that must be closed in JSON lines, for {@link #write}. */
    public static final String UNFINISHED_JSON = "{\"error\":\"";

    static final String INCOMPLETE = "This export took too long and is not complete";
    static final String FAILED = "This export failed and is not complete";

    private static final Logger LOG = System.getLogger(ExportWriter.class.getName());

    private final Duration longest;
    private final Clock clock;

    /**
     * Creates the limit.
     *
     * @throws IllegalArgumentException if {@code latchkey.export.period} is not positive
     */
    @Inject
    public ExportWriter(@ConfigProperty(name = "latchkey.export.period") Duration longest, Clock clock) {
        if (longest.isZero() || longest.isNegative()) {
            throw new IllegalArgumentException("latchkey.export.period must be longer than zero");
        }
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * Writes part after part until there is none, the time is over, or reading one fails, which is logged.
     * In the last two cases, the response ends with an unfinished line. A failure to read the first part is
     * thrown, since nothing has been sent and the request can be answered with an error.
     *
     * @param out the response, which the parts are written to
     * @param opening begins a value that must be closed, in the format of the response
     * @throws IOException when the reader has disconnected
     */
    public void write(Writer out, String opening, ExportPart next) throws IOException {
        Instant end = clock.instant().plus(longest);
        boolean more = next.write();
        while (more) {
            if (!clock.instant().isBefore(end)) {
                out.append(opening).append(INCOMPLETE);
                break;
            }
            try {
                more = next.write();
            } catch (RuntimeException | Error failure) {
                log(failure);
                out.append(opening).append(FAILED);
                break;
            }
        }
        out.flush();
    }

    private static void log(Throwable failure) {
        if (DatabaseFault.isUnavailable(failure)) {
            LOG.log(
                    Level.WARNING,
                    "An export was broken off: the database cannot be reached: {0}",
                    DatabaseFault.reason(failure));
        } else {
            LOG.log(Level.ERROR, "An export was broken off", failure);
        }
    }
}
