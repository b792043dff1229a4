package io.latchkey.keyimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImportRefusedTest {

    @Test
    void oneErrorAndSeveralAreCountedInWords() {
        assertThat(detail(error(1))).isEqualTo("Nothing was imported: 1 error in 1 line.");
        assertThat(detail(error(4), error(4))).isEqualTo("Nothing was imported: 2 errors in 1 line.");
        assertThat(detail(error(4), error(5))).isEqualTo("Nothing was imported: 2 errors in 2 lines.");
    }

    private static String detail(ImportError... errors) {
        return new ImportRefused(List.of(errors)).problem().detail();
    }

    private static ImportError error(int line) {
        return new ImportError(line, "key", "is not importable");
    }
}
