package io.latchkey.keypage;

import io.latchkey.usage.KeyActivityDocument.Day;
import io.latchkey.usage.KeyActivityReader;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Creates the configuration of a Chart.js chart with the requests per day as bars. The stacking, the colours
 * and the names of the days are added by the script, which knows the theme and the language.
 *
 * @param successful the label of the bars of successful requests
 * @param refused the label of the bars of refused requests
 */
record DayChart(String successful, String refused) {

    /**
     * Returns the chart of the {@link KeyActivityReader#DAYS} days up to the given one, including days
     * without requests.
     */
    String json(List<Day> days, LocalDate today) {
        Map<LocalDate, Day> byDate = days.stream().collect(Collectors.toMap(Day::day, Function.identity()));
        JsonArrayBuilder labels = Json.createArrayBuilder();
        JsonArrayBuilder successes = Json.createArrayBuilder();
        JsonArrayBuilder refusals = Json.createArrayBuilder();
        for (int back = KeyActivityReader.DAYS - 1; back >= 0; back--) {
            LocalDate date = today.minusDays(back);
            Optional<Day> day = Optional.ofNullable(byDate.get(date));
            labels.add(date.toString());
            successes.add(count(day, Day::successful));
            refusals.add(count(day, Day::refused));
        }
        return Json.createObjectBuilder()
                .add("type", "bar")
                .add(
                        "data",
                        Json.createObjectBuilder()
                                .add("labels", labels)
                                .add(
                                        "datasets",
                                        Json.createArrayBuilder()
                                                .add(bars(successful, successes))
                                                .add(bars(refused, refusals))))
                .build()
                .toString();
    }

    private static long count(Optional<Day> day, ToLongFunction<Day> number) {
        return day.map(number::applyAsLong).orElse(0L);
    }

    private static JsonObjectBuilder bars(String label, JsonArrayBuilder values) {
        return Json.createObjectBuilder().add("label", label).add("data", values);
    }
}
