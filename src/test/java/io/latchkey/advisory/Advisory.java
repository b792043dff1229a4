package io.latchkey.advisory;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * One range of versions of a library with a weakness that was published.
 *
 * @param id the CVE's number, or GitHub's where it has none
 * @param library group and artifact with a colon between them
 * @param introduced the first version that has it
 * @param fixed the first version that has it no more, or empty
 * @param lastAffected the last version that has it, or empty
 */
record Advisory(String id, String library, String introduced, String fixed, String lastAffected) {

    /** Reads a list in the columns of {@code maven.csv}, which its README names. */
    static List<Advisory> listed(Path csv) throws IOException {
        return rows(csv).stream().map(Advisory::of).toList();
    }

    /** The rows of any of the lists. */
    static List<CSVRecord> rows(Path csv) throws IOException {
        try (Reader reader = Files.newBufferedReader(csv);
                CSVParser rows = CSVFormat.DEFAULT.parse(reader)) {
            return rows.getRecords();
        }
    }

    private static Advisory of(CSVRecord row) {
        return new Advisory(row.get(0), row.get(3), row.get(4), row.get(5), row.get(6));
    }

    /** Whether the library is of a version that has the weakness. */
    boolean concerns(Library used) {
        if (!used.name().equals(library)) {
            return false;
        }
        ComparableVersion version = new ComparableVersion(used.version());
        return version.compareTo(new ComparableVersion(introduced)) >= 0
                && (fixed.isEmpty() || version.compareTo(new ComparableVersion(fixed)) < 0)
                && (lastAffected.isEmpty() || version.compareTo(new ComparableVersion(lastAffected)) <= 0);
    }
}
