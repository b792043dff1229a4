package io.latchkey.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            Pattern.compile("\\b((?:latchkey|jvm|process|system)_[a-z_]+|up)\\b(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+) ?(=~|!~|!=|=) ?\"([^\"]*)\"");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern AGGREGATED = Pattern.compile("\\b(?:sum|max|min|avg|count|absent)\\b");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?(\\w+) ?}}");

    /** What takes a series of each side together, by all labels or by those that it names. With {@code or} none needs another. */
    private static final Pattern JOIN =
            Pattern.compile(" (and|unless|/)(?: (on|ignoring) ?\\(([^)]*)\\))?(?: group_(?:left|right))? ");

    /** In {@link #outermost}, where what is within is masked. */
    private static final Pattern GROUP = Pattern.compile("\\((\\.*)\\)");

    /** What Prometheus adds to each series. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    /** What Prometheus itself says of each node: whether it has answered. */
    private static final String UP = "up";

    /** One label of a selector, and each value that is named, or that is not to be chosen. */
    private record Choice(String label, boolean excludes, List<Pattern> values) {

        boolean chooses(Scrape.Series series) {
            return values.stream().anyMatch(value -> is(value, series)) != excludes;
        }

        /** The values that none of the series has. */
        Stream<Pattern> missingIn(List<Scrape.Series> there) {
            return values.stream().filter(value -> there.stream().noneMatch(series -> is(value, series)));
        }

        private boolean is(Pattern value, Scrape.Series series) {
            return value.matcher(series.labels().getOrDefault(label, "")).matches();
        }
    }

    /** A metric, and the values of labels by which its series are chosen: each of several that are named. */
    record Selector(String metric, List<Choice> choices) {

        /** Why no series, or not each that is meant, would be chosen; nothing if all are. */
        Optional<String> fault(Scrape scrape) {
            if (metric.equals(UP)) {
                return Optional.empty();
            }
            List<Scrape.Series> there = scrape.of(metric);
            if (there.isEmpty()) {
                return Optional.of("no metric " + metric);
            }
            // What is excluded must be there to be so; what is chosen, beside that.
            List<Scrape.Series> left = there.stream()
                    .filter(series -> choices.stream().allMatch(one -> !one.excludes() || one.chooses(series)))
                    .toList();
            return choices.stream()
                    .flatMap(one -> one.missingIn(one.excludes() ? there : left)
                            .map(value -> "no " + metric + " with " + one.label() + " " + value))
                    .findFirst();
        }

        private Stream<Scrape.Series> chosen(Scrape scrape) {
            return scrape.of(metric).stream().filter(series -> choices.stream().allMatch(one -> one.chooses(series)));
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
        return selectors(expression);
    }

    private static List<Selector> selectors(String expression) {
        return SELECTOR.matcher(expression)
                .results()
                .map(found -> new Selector(
                        found.group(1),
                        MATCHER.matcher(Optional.ofNullable(found.group(2)).orElse(""))
                                .results()
                                .map(Watched::choice)
                                .toList()))
                .toList();
    }

    private static Choice choice(MatchResult found) {
        return new Choice(
                found.group(1),
                found.group(2).startsWith("!"),
                Arrays.stream(found.group(3).split("\\|")).map(Pattern::compile).toList());
    }

    /** What is wrong with it, for a server that prints this. */
    List<String> faults(Scrape scrape) {
        Stream<String> ofSelectors =
                selectors().stream().map(selector -> selector.fault(scrape)).flatMap(Optional::stream);
        Stream<String> ofGroups =
                grouped().stream().filter(label -> !hasEach(scrape, label)).map(label -> "no label " + label);
        Stream<String> ofShown =
                names(SHOWN, shown).filter(label -> !isLeft(scrape, label)).map(label -> "shows no label " + label);
        return Stream.of(ofSelectors, ofGroups, ofShown, ofJoins(expression, scrape))
                .flatMap(faults -> faults)
                .toList();
    }

    /**
     * The operators whose sides have no series in common, so that the result is always empty, or with {@code unless} always the left
     * side.
     */
    private static Stream<String> ofJoins(String expression, Scrape scrape) {
        String outermost = outermost(expression);
        List<MatchResult> joins = JOIN.matcher(outermost).results().toList();
        Stream<String> here = IntStream.range(0, joins.size())
                .mapToObj(i -> {
                    int from = i == 0 ? 0 : joins.get(i - 1).end();
                    int to = i + 1 == joins.size()
                            ? expression.length()
                            : joins.get(i + 1).start();
                    return ofJoin(expression.substring(0, to), from, joins.get(i), scrape);
                })
                .flatMap(Optional::stream);
        Stream<String> within = GROUP.matcher(outermost)
                .results()
                .map(group -> expression.substring(group.start(1), group.end(1)))
                .flatMap(inner -> ofJoins(inner, scrape));
        return Stream.concat(here, within);
    }

    /** The left side is from there on, the right one to the end. */
    private static Optional<String> ofJoin(String expression, int from, MatchResult join, Scrape scrape) {
        boolean on = "on".equals(join.group(2));
        Optional<Set<String>> named = join.group(2) == null
                ? Optional.empty()
                : Optional.of(
                        Set.of(expression.substring(join.start(3), join.end(3)).split(", ?")));
        Set<Map<String, String>> left = joined(expression.substring(from, join.start()), on, named, scrape);
        Set<Map<String, String>> right = joined(expression.substring(join.end()), on, named, scrape);
        // A number goes with each series; that there is none of a selector is a fault of its own.
        boolean meet = left.isEmpty() || right.isEmpty() || left.stream().anyMatch(right::contains);
        return meet ? Optional.empty() : Optional.of("no series for both sides of " + join.group(1));
    }

    /** The labels by which what the operand gives is taken together with the other side's. */
    private static Set<Map<String, String>> joined(
            String operand, boolean on, Optional<Set<String>> named, Scrape scrape) {
        boolean aggregated = AGGREGATED.matcher(operand).find();
        Set<String> grouped = grouped(operand);
        return selectors(operand).stream()
                .flatMap(selector -> selector.chosen(scrape))
                .map(series -> series.labels().entrySet().stream()
                        .filter(label -> !aggregated || grouped.contains(label.getKey()))
                        .filter(label -> named.isEmpty() || named.get().contains(label.getKey()) == on)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .collect(Collectors.toSet());
    }

    /** The same with a dot for each character within brackets. */
    private static String outermost(String expression) {
        StringBuilder outermost = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < expression.length(); i++) {
            char character = expression.charAt(i);
            if (")]}".indexOf(character) >= 0) {
                depth--;
            }
            outermost.append(depth == 0 ? character : '.');
            if ("([{".indexOf(character) >= 0) {
                depth++;
            }
        }
        return outermost.toString();
    }

    private Set<String> grouped() {
        return grouped(expression);
    }

    private static Set<String> grouped(String expression) {
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
