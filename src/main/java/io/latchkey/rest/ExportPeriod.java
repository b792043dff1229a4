package io.latchkey.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits how long an export may read from the database. The caller is only authenticated when it begins: a
 * client that reads slowly enough would otherwise go on receiving data for hours after its key was disabled.
 */
@Singleton
public class ExportPeriod {

    /** Begins a value that must be closed in JSON lines, for {@link Export#endsNow}. */
    public static final String UNFINISHED_JSON = "{\"error\":\"";

    static final String INCOMPLETE = "This export took too long and is not complete";

    private final Duration longest;
    private final Clock clock;

    /**
     * Creates the limit.
     *
     * @throws IllegalArgumentException if {@code latchkey.export.period} is not positive
     */
    @Inject
    public ExportPeriod(@ConfigProperty(name = "latchkey.export.period") Duration longest, Clock clock) {
        if (longest.isZero() || longest.isNegative()) {
            throw new IllegalArgumentException("latchkey.export.period must be longer than zero");
        }
        this.longest = longest;
        this.clock = clock;
    }

    /** Begins an export, whose time runs from now. */
    public Export begin() {
        return new Export(clock.instant().plus(longest));
    }

    /** An export that has begun. */
    public final class Export {

        private final Instant end;

        private Export(Instant end) {
            this.end = end;
        }

        /**
         * Returns whether the time is over and the export must end; to be asked before each read but the first.
         * In that case it has ended the response with an unfinished line, which no parser takes for a complete
         * one. An exception would not do: servers complete a response whose writing has failed, or add an error.
         *
         * @param out the response, at the beginning of a line
         * @param opening begins a value that must be closed, in the format of the response
         * @throws IOException when the reader has disconnected
         */
        public boolean endsNow(Writer out, String opening) throws IOException {
            if (clock.instant().isBefore(end)) {
                return false;
            }
            out.append(opening).append(INCOMPLETE).flush();
            return true;
        }
    }
}
