package io.latchkey.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a dashboard or an alert watches.
 *
 * @param expression of PromQL; no more of it is understood than the files have
 * @param shown beside its value, with the names of labels in braces
 */
record Watched(String expression, String shown) {

    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:latchkey|jvm|process|system)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+) ?(?:=~|!~|!=|=) ?\"([^\"]*)\"");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern AGGREGATED = Pattern.compile("\\b(?:sum|max|min|avg|count)\\b");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?(\\w+) ?}}");

    /** What Prometheus adds to each series. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    /** A metric, and the values of labels by which its series are chosen: each of several that are named. */
    record Selector(String metric, Map<String, List<Pattern>> values) {

        /** Why no series, or not each that is meant, would be chosen; nothing if all are. */
        Optional<String> fault(Scrape scrape) {
            List<Scrape.Series> there = scrape.of(metric);
            if (there.isEmpty()) {
                return Optional.of("no metric " + metric);
            }
            return values.entrySet().stream()
                    .flatMap(label -> label.getValue().stream()
                            .filter(value -> there.stream()
                                    .map(series -> series.labels().getOrDefault(label.getKey(), ""))
                                    .noneMatch(found -> value.matcher(found).matches()))
                            .map(value -> "no " + metric + " with " + label.getKey() + " " + value))
                    .findFirst();
        }
    }

    static List<Watched> in(Path file) throws IOException {
        String text = Files.readString(file);
        return file.toString().endsWith(".json") ? panels(text) : alerts(text);
    }

    private static List<Watched> panels(String text) {
        return new JsonMapper()
                .readTree(text).findParents("expr").stream()
                        .map(target -> new Watched(
                                target.get("expr").stringValue(),
                                target.get("legendFormat").stringValue()))
                        .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Watched> alerts(String text) {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(text);
        return file.get("groups").stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                .map(rule -> new Watched(
                        (String) rule.get("expr"), rule.get("annotations").toString()))
                .toList();
    }

    List<Selector> selectors() {
        return SELECTOR.matcher(expression)
                .results()
                .map(found -> new Selector(
                        found.group(1),
                        MATCHER.matcher(Optional.ofNullable(found.group(2)).orElse(""))
                                .results()
                                .collect(Collectors.toMap(matcher -> matcher.group(1), matcher -> Arrays.stream(
                                                matcher.group(2).split("\\|"))
                                        .map(Pattern::compile)
                                        .toList()))))
                .toList();
    }

    /** What is wrong with it, for a server that prints this. */
    List<String> faults(Scrape scrape) {
        Stream<String> ofSelectors =
                selectors().stream().map(selector -> selector.fault(scrape)).flatMap(Optional::stream);
        Stream<String> ofGroups =
                grouped().stream().filter(label -> !hasEach(scrape, label)).map(label -> "no label " + label);
        Stream<String> ofShown =
                names(SHOWN, shown).filter(label -> !isLeft(scrape, label)).map(label -> "shows no label " + label);
        return Stream.of(ofSelectors, ofGroups, ofShown)
                .flatMap(faults -> faults)
                .toList();
    }

    private Set<String> grouped() {
        return names(GROUPED, expression).collect(Collectors.toSet());
    }

    private boolean isLeft(Scrape scrape, String label) {
        return AGGREGATED.matcher(expression).find() ? grouped().contains(label) : hasEach(scrape, label);
    }

    /** Whether each series of each of its metrics has the label. */
    private boolean hasEach(Scrape scrape, String label) {
        return OF_PROMETHEUS.contains(label)
                || selectors().stream()
                        .flatMap(selector -> scrape.of(selector.metric()).stream())
                        .allMatch(series -> series.labels().containsKey(label));
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(", ?")))
                .map(String::strip);
    }
}
