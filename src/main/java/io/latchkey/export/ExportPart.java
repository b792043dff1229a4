package io.latchkey.export;

import java.io.IOException;

/** Reads and writes an export in parts; each call is about the part after the one before. */
public interface ExportPart {

    /**
     * Reads the next part from the database and then writes it, in whole lines.
     *
     * @return whether there may be another one
     * @throws IOException when the reader has disconnected; a failure to read is another exception
     */
    boolean write() throws IOException;
}
