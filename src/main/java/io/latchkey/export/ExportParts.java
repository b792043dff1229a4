package io.latchkey.export;

import java.io.IOException;

/** The parts of a response, read one after another. */
@FunctionalInterface
public interface ExportParts {

    /**
     * Reads the next part from the database and writes it.
     *
     * @param text what the part consists of; it is sent as a whole, and only when this method has returned
     * @return whether there may be another part
     */
    boolean write(Appendable text) throws IOException;
}
