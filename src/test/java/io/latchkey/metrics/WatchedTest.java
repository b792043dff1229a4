package io.latchkey.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which expressions are taken for wrong though each metric and label of theirs is there. */
class WatchedTest {

    private static final Scrape SCRAPE = new Scrape(List.of(
            series("latchkey_sweep_runs_total", Map.of("result", "success")),
            series("latchkey_sweep_runs_total", Map.of("result", "failure")),
            series("latchkey_changes_in_step", Map.of()),
            series("latchkey_requests_seconds_count", Map.of("area", "api", "status", "200")),
            series("latchkey_requests_seconds_count", Map.of("area", "api", "status", "501"))));

    private static Scrape.Series series(String metric, Map<String, String> labels) {
        return new Scrape.Series(metric, labels, 0);
    }

    private static List<String> faults(String expression) {
        return new Watched(expression, "x").faults(SCRAPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // As it stood in alerts.yml, where it never fired.
                "increase(latchkey_sweep_runs_total{result=\"failure\"}[6h]) > 0 and increase(latchkey_sweep_runs_total{result=\"success\"}[6h]) == 0; and",
                "latchkey_sweep_runs_total{result=\"failure\"} > 0 unless latchkey_sweep_runs_total{result=\"success\"} > 0; unless",
                "latchkey_sweep_runs_total{result=\"failure\"} / latchkey_sweep_runs_total{result=\"success\"} > 0.5; /",
                "latchkey_sweep_runs_total and on (result) latchkey_changes_in_step; and",
                "latchkey_sweep_runs_total{result=\"failure\"} and ignoring (cause) latchkey_sweep_runs_total{result=\"success\"}; and",
                "sum(latchkey_sweep_runs_total) and latchkey_sweep_runs_total; and",
                "sum by (result) (latchkey_sweep_runs_total) and sum(latchkey_sweep_runs_total); and",
                "sum(latchkey_sweep_runs_total and latchkey_changes_in_step); and",
                "latchkey_changes_in_step and latchkey_changes_in_step and latchkey_sweep_runs_total; and",
            })
    void sidesThatNeverMeetAreFound(String expression, String operator) {
        assertThat(faults(expression)).containsExactly("no series for both sides of " + operator);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(latchkey_sweep_runs_total{result=\"failure\"}) > 0 unless sum(latchkey_sweep_runs_total{result=\"success\"}) > 0",
                "latchkey_sweep_runs_total{result=\"failure\"} > 0 and ignoring (result) latchkey_sweep_runs_total{result=\"success\"} == 0",
                "latchkey_sweep_runs_total{result=\"failure\"} / on (instance) latchkey_sweep_runs_total{result=\"success\"}",
                "sum by (result) (latchkey_sweep_runs_total) > 0 and latchkey_sweep_runs_total{result=\"success\"}",
                "latchkey_sweep_runs_total{result=\"failure\"} / 60 > 1",
                // What the one side has or the other.
                "latchkey_sweep_runs_total{result=\"failure\"} > 0 or latchkey_changes_in_step == 0",
                "up{job=\"latchkey\"} == 0",
            })
    void thoseThatMeetAreNot(String expression) {
        assertThat(faults(expression)).isEmpty();
    }

    @Test
    void whatIsExcludedDoesNotCountAsChosen() {
        assertThat(faults("latchkey_requests_seconds_count{status=~\"5..\"}")).isEmpty();
        assertThat(faults("latchkey_requests_seconds_count{status=~\"5..\",status!=\"501\"}"))
                .containsExactly("no latchkey_requests_seconds_count with status 5..");
        assertThat(faults("latchkey_requests_seconds_count{status!=\"503\"}"))
                .containsExactly("no latchkey_requests_seconds_count with status 503");
    }
}
