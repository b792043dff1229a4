package io.latchkey.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.AtOnce;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Orders in bulk: added, updated, and each answered for. */
@OnEachDatabase
class OrderIT {

    private final LatchkeyServer server;
    private final Caller key;
    private final String id = UUID.randomUUID().toString();

    OrderIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS_ADD_UPDATE));
    }

    @Test
    void storesWhatShopsSend() {
        Answer answer = send("""
                {"externalOrderId":"%s","externalCustomerId":12,"totalCost":"100.50","status":"INITIALIZED",
                "date":"2026-01-02T03:04:05.123456+02:00","currency":"uah","email":"a@example.com","phone":"",
                "firstName":"Ann","lastName":null,"shipping":"","discount":5,"taxes":"1.25","storeId":3,
                "source":"checkout","deliveryAddress":"Street 1 ","additionalInfo":{"comment":"ring"},
                "items":[{"externalItemId":7,"name":"Cup","quantity":2,"cost":"33.333333333333","url":"u"},
                {"externalItemId":"8","quantity":"0.5"}]}""".formatted(id));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("failedOrders").size()).isZero();
        assertThat(answer.json().at("/results/0/status").stringValue()).isEqualTo("CREATED");
        assertThat(answer.json().at("/results/0/externalOrderId").stringValue()).isEqualTo(id);
        assertThat(column("total_cost")).isEqualTo("100.50000000");
        assertThat(column("currency")).isEqualTo("UAH");
        assertThat(column("external_customer_id")).isEqualTo("12");
        assertThat(column("shipping")).isNull();
        assertThat(column("phone")).isNull();
        assertThat(column("additional_info")).isEqualTo("{\"comment\":\"ring\"}");
        assertThat(items()).isEqualTo(2);
        assertThat(server.database()
                        .value("SELECT cost FROM customer_order_item WHERE place = 0 AND external_order_id = ?", id))
                .isEqualTo("33.33333333");
    }

    @Test
    void anUpdateKeepsWhatItLeavesOut() {
        send(order(
                id,
                "INITIALIZED",
                ",\"email\":\"a@example.com\",\"shipping\":9.5,\"items\":["
                        + "{\"externalItemId\":\"1\",\"quantity\":1},{\"externalItemId\":\"2\",\"quantity\":1}]"));

        Answer answer = send(order(id, "delivered", ",\"email\":\"\",\"shipping\":null"));
        assertThat(answer.json().at("/results/0/status").stringValue()).isEqualTo("UPDATED");
        assertThat(column("status")).isEqualTo("DELIVERED");
        assertThat(column("email")).isEqualTo("a@example.com");
        assertThat(column("shipping")).isEqualTo("9.50000000");
        assertThat(items()).isEqualTo(2);

        send(order(
                id, "DELIVERED", ",\"email\":\"b@example.com\",\"items\":[{\"externalItemId\":\"3\",\"quantity\":1}]"));
        assertThat(column("email")).isEqualTo("b@example.com");
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void twoStatesInOneRequestAreAsInTwo() {
        Answer answer = send(
                order(
                        id,
                        "INITIALIZED",
                        ",\"email\":\"a@example.com\",\"shipping\":9.5,\"source\":\"shop\",\"items\":["
                                + "{\"externalItemId\":\"1\",\"quantity\":1},{\"externalItemId\":\"2\",\"quantity\":1}]"),
                order(id, "IN_PROGRESS", ",\"shipping\":7"),
                order(id, "DELIVERED", ",\"source\":\"post\""));

        assertThat(answer.json().get("results").valueStream().map(item -> item.get("status")
                        .stringValue()))
                .containsExactly("REPLACED", "REPLACED", "CREATED");
        assertThat(column("status")).isEqualTo("DELIVERED");
        assertThat(column("email")).isEqualTo("a@example.com");
        assertThat(column("shipping")).isEqualTo("7.00000000");
        assertThat(column("source")).isEqualTo("post");
        assertThat(items()).isEqualTo(2);

        send(
                order(id, "DELIVERED", ",\"items\":[{\"externalItemId\":\"1\",\"quantity\":1}]"),
                order(id, "CANCELLED", ",\"items\":[]"));
        assertThat(items()).isZero();
    }

    @Test
    void aCustomersNumberIsThatOfTheContact() {
        send(order(id, "INITIALIZED", ",\"externalCustomerId\":\" c-1 \""));

        assertThat(column("external_customer_id")).isEqualTo("c-1");
    }

    @Test
    void saysWhatBecameOfEach() {
        Answer answer =
                send(order(id, "INITIALIZED", ""), order(id + "-2", "LOST", ""), "null", order(id, "DELIVERED", ""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("results").valueStream().map(item -> item.get("status")
                        .stringValue()))
                .containsExactly("REPLACED", "FAILED", "FAILED", "CREATED");
        assertThat(answer.json().get("failedOrders").valueStream().map(item -> item.at("/errors/0/field")
                        .stringValue()))
                .containsExactly("orders[1].status", "orders[2]");
        assertThat(column("status")).isEqualTo("DELIVERED");
        assertThat(server.database()
                        .value("SELECT COUNT(*) FROM customer_order WHERE external_order_id LIKE ?", id + "%"))
                .isEqualTo("1");
    }

    @Test
    void anOrderThatCannotBeReadFailsAlone() {
        Answer answer = send(
                order(id, "INITIALIZED", ""),
                order(id + "-2", "DELIVERED", ",\"shipping\":{},\"more\":1"),
                order(id + "-3", "DELIVERED", ",\"items\":[7]"),
                order(id, "DELIVERED", "").replace("\"" + id + "\"", "{}"),
                "7",
                order(id + "-4", "DELIVERED", ""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("results").valueStream().map(item -> item.get("status")
                        .stringValue()))
                .containsExactly("CREATED", "FAILED", "FAILED", "FAILED", "FAILED", "CREATED");
        assertThat(answer.json().get("failedOrders").valueStream().map(OrderIT::invalidFields))
                .containsExactly(
                        Set.of("orders[1].shipping", "orders[1].more"),
                        Set.of("orders[2].items[0]"),
                        Set.of("orders[3].externalOrderId"),
                        Set.of("orders[4]"));
        assertThat(answer.json().get("failedOrders").valueStream().map(item -> item.path("externalOrderId")
                        .stringValue("")))
                .containsExactly(id + "-2", id + "-3", "", "");
        assertThat(server.database()
                        .value("SELECT COUNT(*) FROM customer_order WHERE external_order_id LIKE ?", id + "%"))
                .isEqualTo("2");
    }

    private static Set<String> invalidFields(JsonNode item) {
        return item.get("errors")
                .valueStream()
                .map(error -> error.get("field").stringValue())
                .collect(Collectors.toSet());
    }

    @Test
    void aRequestThatIsNotAListOfOrdersIsRefused() {
        String good = order(id, "DELIVERED", "");

        assertThat(key.post("/api/v1/orders", "{\"orders\":" + good + "}").invalidFields())
                .containsExactly("orders");
        assertThat(key.post("/api/v1/orders", "{\"orders\":[" + good + "],\"more\":1}")
                        .invalidFields())
                .containsExactly("more");
        assertThat(key.post("/api/v1/orders", "{\"orders\":[" + good + ",{]}").status())
                .isEqualTo(400);
        assertThat(server.database().value("SELECT COUNT(*) FROM customer_order WHERE external_order_id = ?", id))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"externalOrderId\":\"1\" | \"externalOrderId\":\" \" | orders[0].externalOrderId",
                "\"totalCost\":1 | \"totalCost\":\"\" | orders[0].totalCost",
                "\"totalCost\":1 | \"totalCost\":\"1,5\" | orders[0].totalCost",
                "\"totalCost\":1 | \"totalCost\":1e15 | orders[0].totalCost",
                "\"totalCost\":1 | \"totalCost\":999999999999999.999999999 | orders[0].totalCost",
                "\"totalCost\":1 | \"totalCost\":1e999999999 | orders[0].totalCost",
                "\"totalCost\":1 | \"totalCost\":1e-999999999 | orders[0].totalCost",
                "\"DELIVERED\" | \"GONE\" | orders[0].status",
                "\"2026-01-02\" | \"2.1.2026\" | orders[0].date",
                "\"EUR\" | \"EURO\" | orders[0].currency",
                "\"EUR\" | \"EUR\",\"additionalInfo\":7 | orders[0].additionalInfo",
                "\"EUR\" | \"EUR\",\"additionalInfo\":{\"a\":\"\\u0000\"} | orders[0].additionalInfo",
                "\"EUR\" | \"EUR\",\"email\":\"\\ud800\" | orders[0].email",
                "\"EUR\" | \"EUR\",\"items\":[{\"externalItemId\":\"1\"}] | orders[0].items[0].quantity",
                "\"EUR\" | \"EUR\",\"items\":[{\"quantity\":1}] | orders[0].items[0].externalItemId",
                "\"EUR\" | \"EUR\",\"items\":[{\"externalItemId\":\"1\",\"quantity\":1e99}] | orders[0].items[0].quantity",
                "\"EUR\" | \"EUR\",\"more\":1 | orders[0].more",
            })
    void badInputIsNamed(String part, String bad, String field) {
        String good = "{\"externalOrderId\":\"1\",\"totalCost\":1,\"status\":\"DELIVERED\",\"date\":\"2026-01-02\","
                + "\"currency\":\"EUR\"}";

        Answer answer = send(good.replace(part, bad));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.invalidFields()).containsExactly(field);
    }

    @Test
    void aRequestHasOneToAThousandOrders() {
        assertThat(key.post("/api/v1/orders", "{}").invalidFields()).containsExactly("orders");
        assertThat(send().invalidFields()).containsExactly("orders");
        String[] orders = IntStream.range(0, 1001)
                .mapToObj(i -> order(id + i, "DELIVERED", ""))
                .toArray(String[]::new);
        assertThat(send(orders).invalidFields()).containsExactly("orders");
        orders[1000] = orders[999];
        assertThat(send(java.util.Arrays.copyOf(orders, 1000)).status()).isEqualTo(200);
    }

    @Test
    void theSameOrdersAtOnceAreAddedOnce() {
        String[] up = IntStream.range(0, 50)
                .mapToObj(i -> order(id + i, "DELIVERED", ",\"items\":[{\"externalItemId\":\"1\",\"quantity\":1}]"))
                .toArray(String[]::new);
        String[] down = IntStream.range(0, 50).mapToObj(i -> up[49 - i]).toArray(String[]::new);

        List<Answer> answers = AtOnce.make(6, i -> send(i % 2 == 0 ? up : down));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream()
                        .flatMap(answer -> answer.json().get("results").valueStream())
                        .filter(item -> item.get("status").stringValue().equals("CREATED")))
                .hasSize(50);
        assertThat(server.database()
                        .value("SELECT COUNT(*) FROM customer_order_item WHERE external_order_id LIKE ?", id + "%"))
                .isEqualTo("50");
    }

    @Test
    void anotherOrganisationsOrderIsItsOwn() {
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));
        send(order(id, "INITIALIZED", ""));

        Answer answer = other.post("/api/v1/orders", "{\"orders\":[" + order(id, "CANCELLED", "") + "]}");

        assertThat(answer.json().at("/results/0/status").stringValue()).isEqualTo("CREATED");
        assertThat(server.database()
                        .value(
                                "SELECT status FROM customer_order WHERE external_order_id = ? AND organisation_id <>"
                                        + " 1000000",
                                id))
                .isEqualTo("INITIALIZED");
    }

    @ParameterizedTest
    @EnumSource(AccessRight.class)
    void anOrderNeedsTheRightToWriteContacts(AccessRight right) {
        Caller caller = server.with(server.makeKey(right));
        boolean open = right.roles().contains(io.latchkey.right.ApiRole.CONTACTS_WRITE);

        assertThat(caller.post("/api/v1/orders", "{}").status()).isEqualTo(open ? 400 : 403);
    }

    private static String order(String orderId, String status, String more) {
        return "{\"externalOrderId\":\"" + orderId + "\",\"totalCost\":1,\"status\":\"" + status
                + "\",\"date\":\"2026-01-02\",\"currency\":\"EUR\"" + more + "}";
    }

    private Answer send(String... orders) {
        return key.post(
                "/api/v1/orders", List.of(orders).stream().collect(Collectors.joining(",", "{\"orders\":[", "]}")));
    }

    private String column(String name) {
        return server.database()
                .value(
                        "SELECT " + name + " FROM customer_order WHERE external_order_id = ?"
                                + " AND organisation_id <> 1000000",
                        id);
    }

    private int items() {
        return Integer.parseInt(
                server.database().value("SELECT COUNT(*) FROM customer_order_item WHERE external_order_id = ?", id));
    }
}
