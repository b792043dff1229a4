package io.latchkey.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.json.Json;
import io.latchkey.rest.BodyBinder;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import jakarta.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Each detail from the field of a request to the column of the same name. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class OrderDetailTest {

    private static final long ORGANISATION = 6000;
    private static final Set<OrderDetail> AMOUNTS =
            Set.of(OrderDetail.SHIPPING, OrderDetail.DISCOUNT, OrderDetail.TAXES);

    private final Json json = new Json();
    private final OrderReader reader = new OrderReader(
            new BodyBinder(
                    json,
                    Validation.byDefaultProvider()
                            .configure()
                            .messageInterpolator(new ParameterMessageInterpolator())
                            .buildValidatorFactory()
                            .getValidator()),
            json);
    private final TestDatabase database;
    private final OrderStore store;

    OrderDetailTest(TestDatabase database) {
        this.database = database;
        this.store = new OrderStore(database.dataSource(), Clock.systemUTC());
        database.execute("DELETE FROM customer_order WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM organisation WHERE id = ?", ORGANISATION);
        TestOrganisation.ensure(database, ORGANISATION);
    }

    @Test
    void isStoredInTheColumnOfItsName() throws SQLException {
        save("added", 0);
        assertThat(stored()).isEqualTo(each("added", 0));

        save("changed", 100);
        assertThat(stored()).isEqualTo(each("changed", 100));
    }

    private void save(String word, int from) throws SQLException {
        String details = each(word, from).entrySet().stream()
                .map(detail -> "\"" + field(detail.getKey()) + "\":" + written(detail.getKey(), detail.getValue()))
                .collect(Collectors.joining(","));
        String body = "{\"externalOrderId\":\"1\",\"totalCost\":1,\"status\":\"DELIVERED\",\"date\":\"2026-01-02\","
                + "\"currency\":\"EUR\"," + details + "}";
        Order order = reader.read(Optional.of(json.readTree(body.getBytes(StandardCharsets.UTF_8))));
        store.save(ORGANISATION, new TreeMap<>(Map.of(order.externalOrderId(), order)));
    }

    /** A value for each detail that no other has. */
    private static Map<OrderDetail, String> each(String word, int from) {
        return Arrays.stream(OrderDetail.values()).collect(Collectors.toMap(detail -> detail, detail -> {
            if (AMOUNTS.contains(detail)) {
                return from + detail.ordinal() + ".00000000";
            }
            String text = word + " " + detail.name();
            return detail == OrderDetail.ADDITIONAL_INFO ? "{\"comment\":\"" + text + "\"}" : text;
        }));
    }

    private static String written(OrderDetail detail, String value) {
        return AMOUNTS.contains(detail) || detail == OrderDetail.ADDITIONAL_INFO ? value : "\"" + value + "\"";
    }

    /** The field's name as clients write it. */
    private static String field(OrderDetail detail) {
        return Pattern.compile("_(\\w)").matcher(detail.column()).replaceAll(letter -> letter.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private Map<OrderDetail, String> stored() {
        return Arrays.stream(OrderDetail.values())
                .collect(Collectors.toMap(
                        detail -> detail,
                        detail -> database.value(
                                "SELECT " + detail.column() + " FROM customer_order WHERE organisation_id = ?",
                                ORGANISATION)));
    }
}
