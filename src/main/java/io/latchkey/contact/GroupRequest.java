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
 * A segment that a client names: an object, or its name alone.
 *
 * @param id not read: the name says which one is meant
 * @param name at most 255 characters
 * @param type not read: what is named is always a list
 * @param types not read; one client sends all types there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupRequest(
        @JsonDeserialize(using = ScalarNumber.class) Long id,
        @NotBlank @Size(max = Segment.MAX_NAME) String name,
        @Size(max = 20) String type,
        @Size(max = 20) List<String> types) {

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public GroupRequest {}

    /** The segment of this name. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static GroupRequest ofName(String name) {
        return new GroupRequest(null, name, null, null);
    }
}
