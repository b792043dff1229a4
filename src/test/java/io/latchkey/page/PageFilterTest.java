package io.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PageFilterTest {

    /** Which the filter cannot ask the server for. */
    @Test
    void uploadsHaveTheLimitOfTheDeploymentDescriptor() throws Exception {
        assertThat(Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml")))
                .contains("<max-request-size>" + PageFilter.MAX_UPLOAD + "</max-request-size>");
    }
}
