package io.latchkey.security;

import io.latchkey.right.AccessRight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The table of what each right opens, as people have agreed on it: {@code access-rights.csv}. */
final class AccessRightsTable {

    static final Path FILE = Path.of("src/test/resources/io/latchkey/security/access-rights.csv");
    static final String HEADER = "method,path,"
            + String.join(",", AccessRight.builtIn().stream().map(Enum::name).toList());

    private AccessRightsTable() {}

    /** A line of the table. */
    record Row(String httpMethod, String path, Set<AccessRight> rights) {

        /** The line as the file has it. */
        String csv() {
            StringBuilder line = new StringBuilder(httpMethod).append(',').append(path);
            for (AccessRight right : AccessRight.builtIn()) {
                line.append(',').append(rights.contains(right) ? "yes" : "no");
            }
            return line.toString();
        }

        /** What tells it from other lines; also its name in a test report. */
        @Override
        public String toString() {
            return httpMethod + " " + path;
        }
    }

    static List<Row> rows() {
        try {
            List<String> lines = Files.readAllLines(FILE);
            if (!lines.get(0).equals(HEADER)) {
                throw new IllegalStateException("The header of " + FILE + " must be " + HEADER);
            }
            List<Row> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                rows.add(row(line.split(",", -1)));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String[] cells) {
        Set<AccessRight> rights = EnumSet.noneOf(AccessRight.class);
        for (AccessRight right : AccessRight.builtIn()) {
            if (cells[2 + right.ordinal()].equals("yes")) {
                rights.add(right);
            }
        }
        return new Row(cells[0], cells[1], rights);
    }
}
