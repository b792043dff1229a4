package io.latchkey.contact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.json.ScalarNumber;
import io.latchkey.segment.Segment;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A segment named by a client, as an object or by its name alone.
 *
 * @param id ignored: the name identifies the segment
 * @param name at most 255 characters
 * @param type ignored: a named segment is always a list
 * @param types ignored; one client sends all existing types
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupRequest(
        @JsonDeserialize(using = ScalarNumber.class) Long id,
        @NotBlank @Size(max = Segment.MAX_NAME) String name,
        @Size(max = 20) String type,
        @Size(max = 20) List<String> types) {

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public GroupRequest {}

    /** Creates a request from the name alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static GroupRequest ofName(String name) {
        return new GroupRequest(null, name, null, null);
    }
}
