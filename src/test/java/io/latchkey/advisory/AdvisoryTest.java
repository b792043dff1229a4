package io.latchkey.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoryTest {

    private static final String DRIVER = "org.postgresql:postgresql";

    @ParameterizedTest
    @CsvSource({"42.7.0, true", "42.7.1, true", "42.7.2-rc1, true", "42.7.2, false", "42.10.0, false", "42.6.9, false"})
    void aFixedVersionEndsIt(String version, boolean concerned) {
        Advisory advisory = new Advisory("CVE-2024-1597", DRIVER, "42.7.0", "42.7.2", "");
        assertThat(advisory.concerns(new Library(DRIVER, version))).isEqualTo(concerned);
    }

    @ParameterizedTest
    @CsvSource({"3.0, true", "3.1, true", "3.1.1, false"})
    void theLastAffectedVersionIsAffected(String version, boolean concerned) {
        Advisory advisory = new Advisory("CVE-2000-0759", "org.apache.tomcat:tomcat", "0", "", "3.1");
        assertThat(advisory.concerns(new Library("org.apache.tomcat:tomcat", version)))
                .isEqualTo(concerned);
    }

    @Test
    void withoutAnEndEveryLaterVersionIsAffected() {
        Advisory advisory = new Advisory("CVE-0000-0000", DRIVER, "1.0", "", "");
        assertThat(advisory.concerns(new Library(DRIVER, "99"))).isTrue();
        assertThat(advisory.concerns(new Library(DRIVER, "0.9"))).isFalse();
    }

    @Test
    void anotherLibraryIsNotConcerned() {
        Advisory advisory = new Advisory("CVE-2024-1597", DRIVER, "0", "", "");
        assertThat(advisory.concerns(new Library("com.impossibl:pgjdbc-ng", "0.8")))
                .isFalse();
    }
}
