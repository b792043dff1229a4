package io.latchkey.contact;

import static io.latchkey.contact.ContactApi.channel;
import static io.latchkey.contact.ContactApi.id;
import static io.latchkey.contact.ContactApi.newEmail;
import static io.latchkey.contact.ContactApi.newPhone;
import static io.latchkey.contact.ContactApi.read;
import static io.latchkey.contact.ContactApi.save;
import static io.latchkey.contact.ContactApi.whileBeingDeleted;
import static io.latchkey.contact.ContactApi.withEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.AtOnce;
import io.latchkey.testing.Caller;
import io.latchkey.testing.HeldLocks;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Subscription forms, the kinds of mail that contacts choose, and the list of those who get none. */
@OnEachDatabase
class SubscriptionIT {

    private final LatchkeyServer server;
    private final Caller key;
    private final Caller writer;

    SubscriptionIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        this.writer = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS_ADD_UPDATE));
    }

    private String value(String sql) {
        return server.database().value(sql);
    }

    @Test
    void aFormAddsAnUnconfirmedContactAndTellsOfIt() {
        String email = newEmail();
        String body = """
                {"contact":{"firstName":"Ann","channels":[{"type":"email","value":"%s"}],"fields":[{"id":1,"value":"a"}]},
                 "groups":["Form","Other form"],"subscriptions":["Weekly"],"formType":"abc","dedupeOn":false,
                 "fields":[{"id":2,"value":"b"}]}""".formatted(email);
        long contact = id(writer.post("/api/v1/contact/subscribe", body));
        assertThat(id(writer.post("/api/v1/contact/subscribe/", body))).isEqualTo(contact);

        assertThat(read(key, contact).get("fields").size()).isEqualTo(2);
        assertThat(read(key, contact).get("groups").size()).isEqualTo(2);
        assertThat(key.get("/api/v1/contact/" + contact + "/subscriptions").body())
                .isEqualTo("{\"subscriptions\":[\"Weekly\"]}");
        assertThat(value("SELECT confirmed FROM contact_channel WHERE contact_id = " + contact))
                .isIn("false", "FALSE", "f");
        for (String type : List.of("subscribeFromApi-abc", "subscribeUpdateFromApi-abc")) {
            assertThat(value("SELECT params FROM event WHERE event_type_key = '" + type + "' AND key_value = '"
                            + contact + "'"))
                    .as(type)
                    .contains("\"ContactId\":\"" + contact + "\"", "\"EmailAddress\":\"" + email + "\"");
        }
    }

    @Test
    void aFormDoesNotUnconfirmAnAddress() {
        String email = newEmail();
        long contact = save(key, withEmail(email));
        writer.post(
                "/api/v1/contact/subscribe",
                "{\"contact\":" + withEmail(email) + ",\"groups\":null,\"formType\":null}");

        assertThat(value("SELECT confirmed FROM contact_channel WHERE contact_id = " + contact))
                .isIn("true", "TRUE", "t");
    }

    @Test
    void aFormReplacesNoConfirmedAddress() {
        String email = newEmail();
        String phone = newPhone();
        long contact = save(key, withEmailAndPhone("Ann", email, phone));
        String otherEmail = newEmail();

        Answer withNewEmail = writer.post(
                "/api/v1/contact/subscribe", "{\"contact\":" + withEmailAndPhone("Eve", otherEmail, phone) + "}");
        assertThat(withNewEmail.status()).as(withNewEmail.body()).isEqualTo(409);
        assertThat(withNewEmail.invalidFields()).containsExactly("channels[0].value");
        Answer withNewPhone = writer.post(
                "/api/v1/contact/subscribe", "{\"contact\":" + withEmailAndPhone("Eve", email, newPhone()) + "}");
        assertThat(withNewPhone.status()).as(withNewPhone.body()).isEqualTo(409);
        assertThat(withNewPhone.invalidFields()).containsExactly("channels[1].value");

        assertThat(read(key, contact).get("firstName").stringValue()).isEqualTo("Ann");
        assertThat(channel(read(key, contact), "email")).isEqualTo(email);
        assertThat(channel(read(key, contact), "sms")).isEqualTo(phone);
        assertThat(key.get("/api/v1/contacts?email=" + otherEmail).body()).isEqualTo("[]");
    }

    @Test
    void aFormReplacesAnUnconfirmedAddress() {
        String phone = newPhone();
        long contact = id(writer.post(
                "/api/v1/contact/subscribe",
                "{\"contact\":" + withEmailAndPhone("Ann", "mistyped-" + newEmail(), phone) + "}"));
        String email = newEmail();

        Answer again = writer.post(
                "/api/v1/contact/subscribe", "{\"contact\":" + withEmailAndPhone("Ann", email, phone) + "}");

        assertThat(id(again)).isEqualTo(contact);
        assertThat(channel(read(key, contact), "email")).isEqualTo(email);
    }

    private static String withEmailAndPhone(String firstName, String email, String phone) {
        return """
                {"firstName":"%s","channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}]}""".formatted(firstName, email, phone);
    }

    @Test
    void aBadFormLeavesNothingBehind() {
        String email = newEmail();

        assertThat(writer.post("/api/v1/contact/subscribe", "{}").invalidFields())
                .containsExactly("contact");
        assertThat(writer.post("/api/v1/contact/subscribe", "{\"contact\":{}}").invalidFields())
                .containsExactly("channels");
        assertThat(writer.post(
                                "/api/v1/contact/subscribe",
                                "{\"contact\":" + withEmail(email) + ",\"formType\":\"" + "x".repeat(101) + "\"}")
                        .invalidFields())
                .containsExactly("formType");
        assertThat(writer.post(
                                "/api/v1/contact/subscribe",
                                "{\"contact\":" + withEmail(email) + ",\"subscriptions\":[\" \"]}")
                        .invalidFields())
                .containsExactly("subscriptions[0]");
        assertThat(writer.post("/api/v1/contact/subscribe", "{\"contact\":{\"contact\":" + withEmail(email) + "}}")
                        .invalidFields())
                .containsExactly("contact.contact");
        assertThat(key.get("/api/v1/contacts?email=" + email).body()).isEqualTo("[]");
    }

    @Test
    void aContactHasTheSubscriptionsOfTheLastRequest() {
        String path = "/api/v1/contact/" + save(key, withEmail(newEmail())) + "/subscriptions";
        String name = UUID.randomUUID().toString();

        Answer put = writer.put(path, "{\"subscriptions\":[\"" + name + "\",\"Offers\",\"OFFERS\"]}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(key.get(path).json().get("subscriptions").size()).isEqualTo(2);
        writer.put(path, "[\"" + name + "\"]");
        assertThat(key.get(path).body()).isEqualTo("{\"subscriptions\":[\"" + name + "\"]}");
        assertThat(key.get("/api/v1/subscriptions").body()).contains("\"name\":\"" + name + "\"");
        writer.put(path, "[]");
        assertThat(key.get(path).body()).isEqualTo("{\"subscriptions\":[]}");
        assertThat(writer.put(path, "{}").invalidFields()).containsExactly("subscriptions");
        assertThat(writer.put("/api/v1/contact/999999999/subscriptions", "[]").status())
                .isEqualTo(404);
    }

    @Test
    void parallelChangesOfSubscriptionsEndInOne() {
        String path = "/api/v1/contact/" + save(key, withEmail(newEmail())) + "/subscriptions";
        String name = UUID.randomUUID().toString();

        AtOnce.make(12, i -> writer.put(path, "[\"" + name + "\"]"))
                .forEach(answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));

        assertThat(key.get(path).body()).isEqualTo("{\"subscriptions\":[\"" + name + "\"]}");
    }

    /** Both wait before they add a subscription, each having removed those that were there. */
    @Test
    void ofTwoReplacementsAtOnceOnlyTheLaterStays() throws Exception {
        long contact = save(key, withEmail(newEmail()));
        String path = "/api/v1/contact/" + contact + "/subscriptions";
        String name = UUID.randomUUID().toString();
        List<String> bodies = List.of("[\"" + name + "-1\"]", "[\"" + name + "-2\"]");
        writer.put(path, "[\"" + name + "-1\",\"" + name + "-2\"]");
        writer.put(path, "[]");
        try (Connection connection = server.database().dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "INSERT INTO subscriber (subscription_id, contact_id, organisation_id)" + " SELECT id, "
                                + contact + ", organisation_id FROM subscription WHERE name LIKE '" + name + "%'");
            }
            List<CompletableFuture<Answer>> answers = bodies.stream()
                    .map(body -> CompletableFuture.supplyAsync(() -> writer.put(path, body)))
                    .toList();
            awaitBoth(connection);
            connection.rollback();
            for (CompletableFuture<Answer> answer : answers) {
                assertThat(answer.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
            }
        }

        assertThat(key.get(path).json().get("subscriptions")).hasSize(1);
    }

    /** H2 repeats an insertion of what is not committed yet, and shows only who waits for the one that does so. */
    private void awaitBoth(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
            String waiting = "SELECT COUNT(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL";
            Pause.until("one to wait", Duration.ofSeconds(30), () -> !server.database()
                    .value(waiting)
                    .equals("0"));
        } else {
            new HeldLocks(connection, server.database().dataSource()).awaitWaiting(2);
        }
    }

    @Test
    void aContactThatIsDeletedMeanwhileHasNoSubscriptions() throws Exception {
        long contact = save(key, withEmail(newEmail()));

        Answer answer = whileBeingDeleted(
                server, contact, () -> writer.put("/api/v1/contact/" + contact + "/subscriptions", "[\"Weekly\"]"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    }

    @Test
    void aFullListIsAddedOnceAndRemoved() {
        String id = UUID.randomUUID().toString();
        String emails = IntStream.range(0, 3000)
                .mapToObj(i -> "\"u" + i + "-" + id + "@example.com\"")
                .collect(Collectors.joining(",", "{\"emails\":[", "]}"));
        long before = unsubscribed();

        for (int i = 0; i < 2; i++) {
            Answer added = writer.post("/api/v1/emails/unsubscribed/add", emails);
            assertThat(added.status()).as(added.body()).isEqualTo(200);
            assertThat(unsubscribed() - before).isEqualTo(3000);
        }
        assertThat(key.post("/api/v1/emails/unsubscribed/delete", emails).status())
                .isEqualTo(200);
        assertThat(unsubscribed()).isEqualTo(before);
    }

    @Test
    void whoUnsubscribesIsRememberedWithoutTheirAddress() throws Exception {
        String email = newEmail();
        long before = unsubscribed();

        for (String path : List.of("unsubscribed", "unsubscribe", "unsubscribed")) {
            Answer added = writer.post(
                    "/api/v1/emails/" + path + "/add",
                    "{\"emails\":[\"" + email + "\",\"" + email.toUpperCase(Locale.ROOT) + "\"]}");
            assertThat(added.status()).isEqualTo(200);
            assertThat(added.body()).isEqualTo("{}");
        }
        assertThat(unsubscribed() - before).isEqualTo(1);
        String name = email.substring(0, email.indexOf('@'));
        assertThat(everythingOfTheUnsubscribed()).isNotEmpty().allSatisfy(value -> {
            assertThat(value).doesNotContainIgnoringCase(name);
            assertThat(value).doesNotContainIgnoringCase(plainDigests(email));
            assertThat(value).doesNotContainIgnoringCase(plainDigests(email.toUpperCase(Locale.ROOT)));
        });
        assertThat(writer.post("/api/v1/emails/unsubscribed/delete", "{\"emails\":[\"" + email + "\"]}")
                        .status())
                .as("with the right to add and change")
                .isEqualTo(403);
        assertThat(unsubscribed() - before).isEqualTo(1);
        assertThat(key.post("/api/v1/emails/unsubscribed/delete", "{\"emails\":[\"" + email + "\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(unsubscribed()).isEqualTo(before);
    }

    /** Each value of each row. Of bytes each is a character, so that a text among them is found as well. */
    private List<String> everythingOfTheUnsubscribed() throws Exception {
        List<String> values = new ArrayList<>();
        try (var connection = server.database().dataSource().getConnection();
                var statement = connection.prepareStatement("SELECT * FROM unsubscribed_email");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(
                            rows.getObject(i) instanceof byte[] bytes
                                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                                    : rows.getString(i));
                }
            }
        }
        return values;
    }

    /** Digests without a key, by which whoever has the table could try out addresses. */
    private static String[] plainDigests(String email) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
        return new String[] {
            new String(digest, StandardCharsets.ISO_8859_1),
            HexFormat.of().formatHex(digest),
            Base64.getEncoder().withoutPadding().encodeToString(digest),
            Base64.getUrlEncoder().withoutPadding().encodeToString(digest)
        };
    }

    private long unsubscribed() {
        return Long.parseLong(value("SELECT COUNT(*) FROM unsubscribed_email"));
    }

    @Test
    void anotherOrganisationsSubscriptionsAreNotThere() {
        long contact = save(key, withEmail(newEmail()));
        String path = "/api/v1/contact/" + contact + "/subscriptions";
        String name = UUID.randomUUID().toString();
        writer.put(path, "[\"" + name + "\"]");
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));

        assertThat(other.put(path, "[\"theirs " + name + "\"]").status()).isEqualTo(404);
        assertThat(other.put(path, "[]").status()).isEqualTo(404);
        assertThat(other.get("/api/v1/subscriptions").body()).doesNotContain(name);

        assertThat(key.get(path).body()).isEqualTo("{\"subscriptions\":[\"" + name + "\"]}");
        assertThat(key.get("/api/v1/subscriptions").body()).contains(name).doesNotContain("theirs " + name);
    }

    @Test
    void anAddressIsUnsubscribedFromOneOrganisation() {
        String email = newEmail();
        String emails = "{\"emails\":[\"" + email + "\"]}";
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));
        long before = unsubscribed();

        key.post("/api/v1/emails/unsubscribed/add", emails);
        assertThat(other.post("/api/v1/emails/unsubscribed/delete", emails).status())
                .isEqualTo(200);
        assertThat(unsubscribed() - before).isEqualTo(1);
        other.post("/api/v1/emails/unsubscribed/add", emails);
        assertThat(unsubscribed() - before).isEqualTo(2);
        other.post("/api/v1/emails/unsubscribed/delete", emails);
        assertThat(unsubscribed() - before).isEqualTo(1);
        key.post("/api/v1/emails/unsubscribed/delete", emails);
        assertThat(unsubscribed()).isEqualTo(before);
    }

    @Test
    void badAddressesAreNamedAndNoneIsStored() {
        long before = unsubscribed();

        assertThat(writer.post("/api/v1/emails/unsubscribed/add", "{\"emails\":[\"" + newEmail() + "\",\"a\"]}")
                        .invalidFields())
                .containsExactly("emails[1]");
        assertThat(writer.post("/api/v1/emails/unsubscribed/add", "{\"emails\":[]}")
                        .invalidFields())
                .containsExactly("emails");
        assertThat(key.post("/api/v1/emails/unsubscribed/delete", "{}").invalidFields())
                .containsExactly("emails");
        assertThat(unsubscribed()).isEqualTo(before);
    }
}
