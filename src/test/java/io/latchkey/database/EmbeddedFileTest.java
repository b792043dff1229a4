package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.testing.FullDisk;
import io.latchkey.testing.Java;
import io.latchkey.testing.MapConfig;
import io.latchkey.testing.Shell;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the embedded database without room on the disk. */
class EmbeddedFileTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void aDiskCanBeFull() {
        assumeTrue(FullDisk.isPossible(), "prlimit is not on this machine");
    }

    private static RenewedConnection.Opening in(Path folder) {
        return ConfiguredDataSource.embedded(new MapConfig(Map.of("latchkey.data.directory", folder.toString())));
    }

    @Test
    void itIsOpenedOnlyIfItCanGrow() throws Exception {
        RenewedConnection.Opening database = in(folder);
        database.open().close();
        Path file = folder.resolve("latchkey.mv.db");
        // So large that whatever else this process writes meanwhile stays below.
        long large = 256L * 1024 * 1024;
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(large);
        }

        try (FullDisk full = FullDisk.of(ProcessHandle.current().pid(), large)) {
            assertThatThrownBy(database::open)
                    .isInstanceOf(SQLException.class)
                    .matches(DatabaseFault::isUnavailable)
                    .hasMessageContaining("No room");
        }

        database.open().close();
        assertThat(folder.resolve("latchkey.room")).doesNotExist();
    }

    @Test
    void onADiskThatIsFullAgainAndAgainNothingThatWasConfirmedIsLost() throws Exception {
        Shell.Result writer = Shell.run(List.of(
                Java.tool("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                FullDiskWriter.class.getName(),
                folder.toString()));

        assertThat(writer.exitCode()).as(writer.output()).isIn(0, FullDiskWriter.LOCKED_UP);
        Set<Long> confirmed = new HashSet<>();
        Files.readAllLines(folder.resolve("confirmed")).forEach(line -> confirmed.add(Long.valueOf(line)));
        assertThat(confirmed).hasSizeGreaterThan(10);
        assertThat(stored()).containsAll(confirmed);
    }

    private Set<Long> stored() throws SQLException {
        Set<Long> stored = new HashSet<>();
        try (Connection connection = in(folder).open();
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT id FROM written")) {
            while (rows.next()) {
                stored.add(rows.getLong(1));
            }
        }
        return stored;
    }
}
