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
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One contact: added, changed, read and deleted. */
@OnEachDatabase
class ContactIT {

    private final LatchkeyServer server;
    private final Caller key;

    ContactIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
    }

    @Test
    void allThatIsSentIsStored() {
        String email = newEmail();
        String phone = newPhone();
        String token = UUID.randomUUID().toString();
        long contact = save(key, """
                {"firstName":"Ann","lastName":"Lee","externalCustomerId":%d,"contactKey":"k","languageCode":"uk",
                 "timeZone":"Europe/Kyiv","addressBookId":"1","address":{"region":"R","town":"T","address":"A 1","postcode":1001},
                 "channels":[{"type":"email","value":"%s"},{"type":"sms","value":"+%s"},
                             {"type":"mobilepush","value":"%s","device":{"appId":"x","active":true}}],
                 "fields":[{"id":"12","value":5},{"id":13,"value":"x"}],"ordersInfo":{"count":3,"lastDate":"2020-01-01T00:00:00"},
                 "groups":[{"name":"All fields","type":"Static","types":["Static","Dynamic"]},"Another"]}
                """.formatted(phone.hashCode() & 0xFFFFFFF, email, phone, token));

        JsonNode stored = read(key, contact);
        assertThat(stored.get("id").longValue()).isEqualTo(contact);
        assertThat(stored.get("externalCustomerId").stringValue())
                .isEqualTo(Integer.toString(phone.hashCode() & 0xFFFFFFF));
        assertThat(channel(stored, "email")).isEqualTo(email);
        assertThat(channel(stored, "sms")).isEqualTo(phone);
        assertThat(channel(stored, "mobilepush")).isEqualTo(token);
        assertThat(stored.at("/channels/2/device/appId").stringValue()).isEqualTo("x");
        assertThat(stored.at("/address/postcode").stringValue()).isEqualTo("1001");
        assertThat(stored.at("/fields/0/value").stringValue()).isEqualTo("5");
        assertThat(stored.at("/ordersInfo/count").intValue()).isEqualTo(3);
        assertThat(stored.get("groups").valueStream().map(group -> group.get("name")
                        .stringValue()))
                .containsExactlyInAnyOrder("All fields", "Another");
        for (String field : List.of("contactKey", "languageCode", "timeZone", "firstName", "lastName")) {
            assertThat(stored.has(field)).as(field).isTrue();
        }
    }

    @Test
    void aContactIsKnownByEmailPhoneAndExternalCustomerId() {
        String email = newEmail();
        String phone = newPhone();
        String external = "c-" + phone;
        long contact = save(key, """
                {"channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}]}""".formatted(email, phone));

        assertThat(save(key, withEmail(" " + email.toUpperCase(java.util.Locale.ROOT))))
                .isEqualTo(contact);
        assertThat(save(key, """
                {"externalCustomerId":"%s","channels":[{"type":"sms","value":"+%s"}]}""".formatted(external, phone))).isEqualTo(contact);
        assertThat(save(key, "{\"externalCustomerId\":\"" + external + "\",\"firstName\":\"Bo\"}"))
                .isEqualTo(contact);
        assertThat(read(key, contact).get("firstName").stringValue()).isEqualTo("Bo");
    }

    @Test
    void whatIsLeftOutStaysAndWhatIsBlankGoes() {
        String email = newEmail();
        long contact = save(key, """
                {"firstName":"Ann","lastName":"Lee","channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}],
                 "fields":[{"id":1,"value":"a"},{"id":2,"value":"b"}]}""".formatted(email, newPhone()));
        save(key, """
                {"lastName":" ","channels":[{"type":"email","value":"%s"},{"type":"sms","value":" "}],
                 "fields":[{"id":2,"value":""}]}""".formatted(email));

        JsonNode stored = read(key, contact);
        assertThat(stored.get("firstName").stringValue()).isEqualTo("Ann");
        assertThat(stored.has("lastName")).isFalse();
        assertThat(stored.get("fields").size()).isEqualTo(1);
        assertThat(channel(stored, "sms")).as("a blank channel says nothing").isNotEmpty();
    }

    @Test
    void aNewAddressTakesTheOldOnesPlace() {
        String first = newEmail();
        String second = newEmail();
        long contact = save(key, withEmail(first));

        assertThat(id(key.put("/api/v1/contact/" + contact, withEmail(second)))).isEqualTo(contact);

        assertThat(channel(read(key, contact), "email")).isEqualTo(second);
        assertThat(save(key, withEmail(first))).isNotEqualTo(contact);
    }

    @Test
    void aClientMayWrapTheContactOfAChange() {
        long contact = save(key, withEmail(newEmail()));

        Answer changed = key.put(
                "/api/v1/contact/" + contact,
                "{\"contact\":{\"firstName\":\"Wrapped\"},\"groups\":null,\"formType\":null}");

        assertThat(id(changed)).isEqualTo(contact);
        assertThat(read(key, contact).get("firstName").stringValue()).isEqualTo("Wrapped");

        Answer refused =
                key.put("/api/v1/contact/" + contact, "{\"contact\":{\"firstName\":\"Inner\"},\"lastName\":\"Outer\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("lastName");
        assertThat(read(key, contact).get("firstName").stringValue()).isEqualTo("Wrapped");
    }

    @Test
    void aRequestThatMeansTwoContactsChangesNeither() {
        String email = newEmail();
        String phone = newPhone();
        long one = save(key, withEmail(email));
        long other = save(key, "{\"channels\":[{\"type\":\"sms\",\"value\":\"" + phone + "\"}]}");

        Answer refused = key.post("/api/v1/contact", """
                {"firstName":"X","channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}]}""".formatted(email, phone));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.invalidFields()).containsExactly("channels[1].value");
        assertThat(key.put("/api/v1/contact/" + other, withEmail(email)).status())
                .isEqualTo(409);

        assertThat(read(key, one).has("firstName")).isFalse();
        assertThat(channel(read(key, one), "sms")).isEmpty();
        assertThat(channel(read(key, other), "email")).isEmpty();
    }

    @Test
    void anAddressBelongsToOneExternalCustomer() {
        String email = newEmail();
        String external = UUID.randomUUID().toString();
        long contact = save(key, withEmail(email).replaceFirst("\\{", "{\"externalCustomerId\":\"" + external + "\","));

        Answer refused = key.post(
                "/api/v1/contact",
                withEmail(email).replaceFirst("\\{", "{\"externalCustomerId\":\"other-" + external + "\","));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.invalidFields()).containsExactly("externalCustomerId");
        assertThat(read(key, contact).get("externalCustomerId").stringValue()).isEqualTo(external);
    }

    @Test
    void aDeviceGoesToThePersonWhoSignsInOnIt() {
        String email = newEmail();
        String external = UUID.randomUUID().toString();
        String token = UUID.randomUUID().toString();
        long first = save(
                key, withDevice("{\"externalCustomerId\":\"" + external + "\",\"firstName\":\"Ann\",", email, token));

        String secondEmail = newEmail();
        long second = save(key, withDevice("{\"firstName\":\"Bo\",", secondEmail, token));
        assertThat(second).isNotEqualTo(first);
        assertThat(channel(read(key, first), "email")).isEqualTo(email);
        assertThat(read(key, first).get("firstName").stringValue()).isEqualTo("Ann");
        assertThat(channel(read(key, first), "mobilepush")).isEmpty();
        assertThat(channel(read(key, second), "email")).isEqualTo(secondEmail);
        assertThat(channel(read(key, second), "mobilepush")).isEqualTo(token);

        Answer third = key.post(
                "/api/v1/contact",
                "{\"externalCustomerId\":\"other-" + external + "\","
                        + device(token).substring(1));
        assertThat(id(third)).isNotIn(first, second);
        assertThat(channel(read(key, id(third)), "mobilepush")).isEqualTo(token);
        assertThat(channel(read(key, second), "email")).isEqualTo(secondEmail);

        save(key, withDevice("{", email, token));
        Answer phone = key.post(
                "/api/v1/contact",
                device(token).replaceFirst("\\[", "[{\"type\":\"sms\",\"value\":\"" + newPhone() + "\"},"));
        assertThat(id(phone)).as("a phone number beside an e-mail address").isNotIn(first, second, id(third));
    }

    @Test
    void aDeviceIdentifiesAContactIfNothingElseDoes() {
        String token = UUID.randomUUID().toString();
        long contact = save(key, device(token));
        assertThat(save(key, device(token))).isEqualTo(contact);

        String email = newEmail();
        assertThat(save(key, withDevice("{", email, token)))
                .as("a contact that was only known by its device")
                .isEqualTo(contact);
        assertThat(channel(read(key, contact), "email")).isEqualTo(email);
        assertThat(save(key, device(token)))
                .as("a request that has only the device")
                .isEqualTo(contact);
    }

    private static String device(String token) {
        return "{\"channels\":[{\"type\":\"mobilepush\",\"value\":\"" + token + "\"}]}";
    }

    private static String withDevice(String start, String email, String token) {
        return start + "\"channels\":[{\"type\":\"email\",\"value\":\"" + email
                + "\"},{\"type\":\"mobilepush\",\"value\":\"" + token + "\"}]}";
    }

    @Test
    void aChangeOfAContactThatIsDeletedMeanwhileFindsNone() throws Exception {
        long contact = save(key, withEmail(newEmail()));

        Answer answer = whileBeingDeleted(
                server, contact, () -> key.put("/api/v1/contact/" + contact, "{\"firstName\":\"X\"}"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    }

    @Test
    void parallelRequestsForOnePersonMakeOneContact() {
        for (int round = 0; round < 3; round++) {
            String email = newEmail();
            String phone = newPhone();
            Set<Long> ids = Set.copyOf(AtOnce.make(16, i -> save(key, """
                    {"firstName":"P%d","channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}],
                     "groups":["parallel %s"]}""".formatted(i, email, phone, phone))));

            assertThat(ids).hasSize(1);
            assertThat(server.database()
                            .value("SELECT COUNT(*) FROM contact_channel WHERE address_key = '" + email + "'"))
                    .isEqualTo("1");
            server.awaitLogged();
            assertThat(server.log()).doesNotContain(email).doesNotContain("contact_channel_address_key");
        }
    }

    @Test
    void aKeyThatOnlyWritesLearnsTheIdAlone() {
        Caller writer = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS_ADD_UPDATE));
        Answer saved = writer.post("/api/v1/contact", withEmail(newEmail()));
        long contact = id(saved);

        assertThat(saved.body()).isEqualTo("{\"id\":" + contact + "}");
        assertThat(writer.put("/api/v1/contact/" + contact, "{\"firstName\":\"A\"}")
                        .body())
                .isEqualTo("{\"id\":" + contact + "}");
        for (String path : List.of(
                "contact/" + contact,
                "contacts",
                "contacts/email?ids=" + contact,
                "groups",
                "group/1/contacts",
                "contact/" + contact + "/subscriptions")) {
            assertThat(writer.get("/api/v1/" + path).status()).as(path).isEqualTo(403);
        }
        assertThat(writer.delete("/api/v1/contact/" + contact).status()).isEqualTo(403);
        assertThat(writer.delete("/api/v1/contact?externalCustomerId=x").status())
                .isEqualTo(403);
    }

    @Test
    void keysForEventsOrMessagesAreRefused() {
        for (AccessRight right : List.of(AccessRight.EVENTS, AccessRight.MESSAGES)) {
            Caller other = server.with(server.makeKey(right));
            assertThat(other.post("/api/v1/contact", withEmail(newEmail())).status())
                    .isEqualTo(403);
            assertThat(other.get("/api/v1/contacts").status()).isEqualTo(403);
            assertThat(other.get("/api/v1/subscriptions").status()).isEqualTo(200);
            assertThat(other.get("/api/v1/addressbooks").status()).isEqualTo(200);
        }
    }

    @Test
    void thereIsOneAddressBook() {
        assertThat(key.get("/api/v1/addressbooks").json())
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"addressBook":{"addressBookId":1,"name":"Contacts","fieldGroups":[]}}"""));
    }

    @Test
    void anotherOrganisationsContactIsNotThere() {
        String email = newEmail();
        String external = UUID.randomUUID().toString();
        long contact = save(key, withEmail(email).replaceFirst("\\{", "{\"externalCustomerId\":\"" + external + "\","));
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));

        assertThat(other.get("/api/v1/contact/" + contact).status()).isEqualTo(404);
        assertThat(other.put("/api/v1/contact/" + contact, "{\"firstName\":\"X\"}")
                        .status())
                .isEqualTo(404);
        assertThat(other.delete("/api/v1/contact/" + contact).status()).isEqualTo(404);
        assertThat(other.delete("/api/v1/contact?externalCustomerId=" + external)
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/api/v1/contacts?email=" + email).body()).isEqualTo("[]");
        assertThat(other.get("/api/v1/contacts/email?ids=" + contact).body()).isEqualTo("{\"results\":[]}");
        assertThat(other.get("/api/v1/contact/" + contact + "/subscriptions").status())
                .isEqualTo(404);
        assertThat(save(other, withEmail(email))).isNotEqualTo(contact);
        assertThat(read(key, contact).has("firstName")).isFalse();
    }

    @Test
    void ofADeletedContactNothingStays() {
        String email = newEmail();
        String external = UUID.randomUUID().toString();
        long contact = save(
                key,
                withEmail(email)
                        .replaceFirst(
                                "\\{", "{\"groups\":[\"Left behind\"],\"externalCustomerId\":\"" + external + "\","));
        key.put("/api/v1/contact/" + contact + "/subscriptions", "[\"News\"]");

        assertThat(id(key.delete("/api/v1/contact?externalCustomerId=" + external + "&erase=true")))
                .isEqualTo(contact);

        assertThat(key.get("/api/v1/contact/" + contact).status()).isEqualTo(404);
        assertThat(key.delete("/api/v1/contact/" + contact).status()).isEqualTo(404);
        for (String table : List.of("contact_channel", "segment_member", "subscriber")) {
            assertThat(server.database().value("SELECT COUNT(*) FROM " + table + " WHERE contact_id = " + contact))
                    .as(table)
                    .isEqualTo("0");
        }
        assertThat(save(key, withEmail(email)))
                .as("one that is added on purpose")
                .isNotEqualTo(contact);
    }

    @Test
    void badInputIsRefusedByName() {
        record Case(String body, String field) {}
        for (Case bad : List.of(
                new Case("", ""),
                new Case("null", ""),
                new Case("[]", ""),
                new Case("{", ""),
                new Case("{}", "channels"),
                new Case("{\"channels\":[]}", "channels"),
                new Case("{\"channels\":[{\"type\":\"email\",\"value\":\" \"}]}", "channels"),
                new Case("{\"channels\":[null]}", "channels[0]"),
                new Case("{\"channels\":[{\"value\":\"a@example.com\"}]}", "channels[0].type"),
                new Case("{\"channels\":[{\"type\":\"fax\",\"value\":\"1\"}]}", "channels[0].type"),
                new Case("{\"channels\":[{\"type\":\"email\",\"value\":\"a\"}]}", "channels[0].value"),
                new Case("{\"channels\":[{\"type\":\"sms\",\"value\":\"12\"}]}", "channels[0].value"),
                new Case(
                        "{\"channels\":[{\"type\":\"email\",\"value\":\"a@example.com\"},{\"type\":\"email\",\"value\":\"b@example.com\"}]}",
                        "channels[1]"),
                new Case("{\"channel\":[]}", "channel"),
                new Case("{\"firstName\":{}}", "firstName"),
                new Case("{\"firstName\":\"\\u0000\"}", "firstName"),
                new Case("{\"firstName\":\"" + "x".repeat(256) + "\"}", "firstName"),
                new Case("{\"fields\":[{\"id\":\"x\",\"value\":\"1\"}]}", "fields[0].id"),
                new Case("{\"fields\":[{\"value\":\"1\"}]}", "fields[0].id"),
                new Case("{\"fields\":[{\"id\":1,\"value\":\"" + "x".repeat(4001) + "\"}]}", "fields[0].value"),
                new Case("{\"groups\":[{\"id\":1}]}", "groups[0].name"),
                new Case("{\"groups\":[\"" + "x".repeat(256) + "\"]}", "groups[0].name"),
                new Case("{\"address\":\"street\"}", "address"),
                new Case("{\"contact\":" + withEmail(newEmail()) + ",\"firstName\":\"X\"}", "firstName"),
                new Case("{\"contact\":{\"contact\":" + withEmail(newEmail()) + "}}", "contact.contact"),
                new Case("{\"ordersInfo\":{\"count\":-1}}", "ordersInfo.count"))) {
            Answer refused = key.post("/api/v1/contact", bad.body());

            assertThat(refused.status()).as(bad.body()).isEqualTo(400);
            assertThat(refused.invalidFields()).as(bad.body()).containsExactly(bad.field());
        }
    }

    @Test
    void customFieldsHaveALimitTogether() {
        String email = newEmail();
        StringBuilder fields = new StringBuilder();
        for (int i = 1; i <= 17; i++) {
            fields.append(i == 1 ? "" : ",").append("{\"id\":" + i + ",\"value\":\"" + "x".repeat(4000) + "\"}");
        }

        Answer refused =
                key.post("/api/v1/contact", withEmail(email).replaceFirst("\\{", "{\"fields\":[" + fields + "],"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("fields");
        assertThat(key.get("/api/v1/contacts?email=" + email).body()).isEqualTo("[]");
    }

    @Test
    void channelsHaveALimitTogether() {
        String email = newEmail();
        long contact = save(key, withEmail(email));
        String tokens = UUID.randomUUID().toString();
        save(key, withPushes(email, tokens, 1, 49));
        save(key, withPushes(email, tokens, 50, 98));
        String last = withPushes(email, tokens, 99, 99);
        save(key, last);

        Answer refused = key.post("/api/v1/contact", withPushes(email, tokens, 100, 100));
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("channels");
        assertThat(read(key, contact).get("channels")).hasSize(100);

        assertThat(save(key, last)).as("one that it has").isEqualTo(contact);
        String newer = newEmail();
        Answer changed = key.put(
                "/api/v1/contact/" + contact,
                "{\"firstName\":\"Ann\"," + withEmail(newer).substring(1));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(channel(read(key, contact), "email"))
                .as("one that replaces another")
                .isEqualTo(newer);
        String others = newEmail();
        save(key, withPushes(others, tokens, 100, 100));
        assertThat(key.post("/api/v1/contact", withPushes(newer, tokens, 100, 100))
                        .invalidFields())
                .as("one that another contact has")
                .containsExactly("channels");
    }

    private static String withPushes(String email, String tokens, int first, int last) {
        return "{\"channels\":[{\"type\":\"email\",\"value\":\"" + email + "\"}"
                + IntStream.rangeClosed(first, last)
                        .mapToObj(i -> ",{\"type\":\"mobilepush\",\"value\":\"" + tokens + i + "\"}")
                        .collect(Collectors.joining())
                + "]}";
    }

    /** As clients in PHP send it with every method. */
    @Test
    void theBodyOfADeletionIsPassedOver() {
        long contact = save(key, withEmail(newEmail()));

        Answer answer = key.with("Content-Type", "application/json; charset=UTF-8")
                .send("DELETE", "/api/v1/contact/" + contact, HttpRequest.BodyPublishers.ofString("[]"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(key.get("/api/v1/contact/" + contact).status()).isEqualTo(404);
    }
}
