package io.latchkey.leak;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Reports as a list, which GitHub's secret scanning sends, or one alone.
 *
 * @param leaks 1 to 100
 */
public record LeakReports(@Size(min = 1, max = MAX) List<@NotNull @Valid LeakReport> leaks) {

    static final int MAX = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    public static LeakReports of(List<LeakReport> leaks) {
        return new LeakReports(leaks);
    }
}
