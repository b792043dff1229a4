package io.latchkey.leak;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A list of reports, as sent by GitHub's secret scanning, or a single report.
 *
 * @param leaks 1 to 100 reports
 */
@JsonDeserialize(using = LeakReportsReader.class)
public record LeakReports(@Size(min = 1, max = MAX) List<@NotNull @Valid LeakReport> leaks) {

    static final int MAX = 100;
}
