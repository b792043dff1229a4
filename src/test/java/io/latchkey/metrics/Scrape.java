package io.latchkey.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Answer;
import io.latchkey.testing.LatchkeyServer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server prints at {@code /metrics}, as Prometheus reads it. */
public record Scrape(List<Series> series) {

    private static final Pattern LINE = Pattern.compile("^(\\w+)(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** One line of it. */
    public record Series(String metric, Map<String, String> labels, double value) {}

    /** What it prints now. */
    public static Scrape of(LatchkeyServer server) {
        Answer answer = server.anonymous().get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/plain");
        return new Scrape(
                LINE.matcher(answer.body()).results().map(Scrape::series).toList());
    }

    private static Series series(MatchResult line) {
        String labels = line.group(2) == null ? "" : line.group(2);
        return new Series(
                line.group(1),
                LABEL.matcher(labels)
                        .results()
                        .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2))),
                Double.parseDouble(line.group(3)));
    }

    /** Those of a metric. */
    List<Series> of(String metric) {
        return series.stream().filter(one -> one.metric().equals(metric)).toList();
    }

    /** The value of the series with exactly these labels, which must be there. */
    public double value(String metric, Map<String, String> labels) {
        return of(metric).stream()
                .filter(one -> one.labels().equals(labels))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + metric + labels))
                .value();
    }
}
