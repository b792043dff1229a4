package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.json.Json;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisablingStateTest {

    private final Json json = new Json();

    /** Whoever reads the log finds the same names, whether a user or a timer has disabled a key. */
    @Test
    void isAPartOfTheStateThatIsRecordedOfAUsersChange() {
        assertThat(fields(KeyState.class)).containsAll(fields(DisablingState.class));
    }

    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::toString)
                .toList();
    }

    @Test
    void isRecordedAsItAlwaysWas() {
        assertThat(json.write(DisablingState.enabled())).isEqualTo("{\"status\":\"ENABLED\",\"disabledBy\":null}");
        assertThat(json.write(DisablingState.disabledBy(DisabledBy.EXPIRY)))
                .isEqualTo("{\"status\":\"DISABLED\",\"disabledBy\":\"EXPIRY\"}");
    }
}
