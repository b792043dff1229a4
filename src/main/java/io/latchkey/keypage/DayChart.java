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
 * Bars of the requests a day, one above the other, as the configuration of a Chart.js chart. Its colours and the days'
 * names are the script's to add, which knows the theme and the language.
 *
 * @param successful what the bars of successful requests are called
 * @param refused what those of refused ones are called
 */
record DayChart(String successful, String refused) {

    /** All days up to this one, those without a request too. */
    String json(List<Day> days, LocalDate today) {
        Map<LocalDate, Day> byDate = days.stream().collect(Collectors.toMap(Day::day, Function.identity()));
        JsonArrayBuilder labels = Json.createArrayBuilder();
        JsonArrayBuilder let = Json.createArrayBuilder();
        JsonArrayBuilder kept = Json.createArrayBuilder();
        for (int back = KeyActivityReader.DAYS - 1; back >= 0; back--) {
            LocalDate date = today.minusDays(back);
            Optional<Day> day = Optional.ofNullable(byDate.get(date));
            labels.add(date.toString());
            let.add(count(day, Day::successful));
            kept.add(count(day, Day::refused));
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
                                                .add(bars(successful, let))
                                                .add(bars(refused, kept))))
                .build()
                .toString();
    }

    private static long count(Optional<Day> day, ToLongFunction<Day> what) {
        return day.map(what::applyAsLong).orElse(0L);
    }

    private static JsonObjectBuilder bars(String label, JsonArrayBuilder values) {
        return Json.createObjectBuilder().add("label", label).add("data", values);
    }
}
