package io.latchkey.form;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of limited size: reading more of it throws a {@link ProblemException} with 413. */
public final class LimitedStream extends FilterInputStream {

    private final int maxBytes;
    private long left;

    /** Limits the body to the given number of bytes. */
    public LimitedStream(InputStream body, int maxBytes) {
        super(body);
        this.maxBytes = maxBytes;
        this.left = maxBytes;
    }

    /** Returns the refusal of a body with more bytes. */
    public static ProblemException tooLarge(int maxBytes) {
        return new ProblemException(
                Problem.of(ProblemType.BODY_TOO_LARGE, "The body can have at most " + maxBytes + " bytes."));
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw tooLarge(maxBytes);
        }
    }
}
