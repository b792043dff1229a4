package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusResourceTest {

    /** Its caller would take those that are left out for unknown. */
    @Test
    void tooManyIdsAreRefused() {
        String ids = Stream.generate(UUID::randomUUID)
                .limit(1001)
                .map(UUID::toString)
                .collect(Collectors.joining(","));

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> new StatusResource(null, null).status(ids));

        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().errors()).extracting(FieldError::field).containsExactly("ids");
    }
}
