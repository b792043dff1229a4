package io.latchkey.leak;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Reports as a list, which GitHub's secret scanning sends, or one alone.
 *
 * @param leaks 1 to 100
 */
@JsonDeserialize(using = LeakReportsReader.class)
public record LeakReports(@Size(min = 1, max = MAX) List<@NotNull @Valid LeakReport> leaks) {

    static final int MAX = 100;
}
