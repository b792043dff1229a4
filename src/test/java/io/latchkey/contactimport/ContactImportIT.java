package io.latchkey.contactimport;

import static io.latchkey.contact.ContactApi.channel;
import static io.latchkey.contact.ContactApi.newEmail;
import static io.latchkey.contact.ContactApi.newPhone;
import static io.latchkey.contact.ContactApi.read;
import static io.latchkey.contact.ContactApi.save;
import static io.latchkey.contact.ContactApi.withEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.form.FormReader;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many contacts at once, in the background. */
@OnEachDatabase
class ContactImportIT {

    private static final String PATH = "/api/v1/contacts";

    private final LatchkeyServer server;
    private final Caller key;
    private final Caller writer;

    ContactImportIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        this.writer = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS_ADD_UPDATE));
    }

    private static String session(Answer started) {
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        return started.json().get("asyncSessionId").stringValue();
    }

    private JsonNode finished(String session) {
        Instant limit = Instant.now().plus(Duration.ofMinutes(2));
        JsonNode status = status(session);
        while (!status.get("status").stringValue().equals("FINISHED")) {
            assertThat(Instant.now())
                    .as("the import takes too long: %s", status)
                    .isBefore(limit);
            Pause.of(Duration.ofMillis(100));
            status = status(session);
        }
        return status;
    }

    private JsonNode status(String session) {
        Answer answer = writer.get("/api/v1/importstatus/" + session);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode run(String body) {
        return finished(session(writer.post(PATH, body)));
    }

    private static String only(String contact, String settings) {
        return "{\"contacts\":[" + contact + "]" + (settings.isEmpty() ? "" : "," + settings) + "}";
    }

    @Test
    void contactsAreAddedAndChangedAndEachFailureIsNamed() {
        String known = newEmail();
        long knownContact = save(key, withEmail(known));
        String taken = newPhone();
        save(key, "{\"channels\":[{\"type\":\"sms\",\"value\":\"" + taken + "\"}]}");
        String added = newEmail();
        String group = UUID.randomUUID().toString();
        String eventType = "new-" + group;

        Answer started = writer.post(
                PATH, """
                {"contacts":[
                   {"firstName":"Known","channels":[{"type":"email","value":"%s"}]},
                   {"firstName":"New","channels":[{"type":"email","value":"%s"},{"type":"sms","value":" "}]},
                   {"channels":[{"type":"email","value":"not an address"}]},
                   {"firstName":"%s","channels":[{"type":"email","value":"%s"}]},
                   {"channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}]},
                   {"firstName":"Nobody"}],
                 "dedupeOn":"email","groupNames":["%s"],"groupNamesExclude":["unknown"],"restoreDeleted":false,
                 "eventKeyForNewContacts":"%s"}""".formatted(known, added, "x".repeat(256), newEmail(), newEmail(), taken, group, eventType));

        List<Integer> failed = started.json()
                .get("failedContacts")
                .valueStream()
                .map(contact -> contact.get("index").intValue())
                .toList();
        assertThat(failed).containsExactly(2, 3);
        assertThat(started.json().at("/failedContacts/0/errors/0/field").stringValue())
                .isEqualTo("channels[0].value");
        assertThat(started.json().at("/failedContacts/0/channels/0/value").stringValue())
                .isEqualTo("not an address");
        assertThat(started.json().at("/failedContacts/1/errors/0/field").stringValue())
                .isEqualTo("firstName");

        JsonNode status = finished(session(started));
        assertThat(status.get("total").intValue()).isEqualTo(4);
        assertThat(status.get("processed").intValue()).isEqualTo(4);
        assertThat(status.get("mapping").size()).isEqualTo(2);
        assertThat(status.at("/mapping/0/contactId").longValue()).isEqualTo(knownContact);
        assertThat(status.at("/mapping/0/created").booleanValue()).isFalse();
        assertThat(status.at("/mapping/1/created").booleanValue()).isTrue();
        assertThat(status.at("/failedContacts/0/index").intValue()).isEqualTo(4);
        assertThat(status.at("/failedContacts/0/reason").stringValue())
                .contains("channels[1].value")
                .doesNotContain(taken);
        assertThat(status.at("/failedContacts/1/reason").stringValue()).contains("channels");

        long newContact = status.at("/mapping/1/contactId").longValue();
        assertThat(read(key, knownContact).get("firstName").stringValue()).isEqualTo("Known");
        assertThat(key.get(PATH + "?group=" + group).header("TotalCount")).hasValue("2");
        assertThat(events(eventType)).isEqualTo("1");
        assertThat(server.database().value("SELECT params FROM event WHERE event_type_key = '" + eventType + "'"))
                .contains("\"contactId\":\"" + newContact + "\"", added);
        assertThat(server.database()
                        .value("SELECT COUNT(*) FROM contact_import_item WHERE contact IS NOT NULL"
                                + " AND session_id = '" + session(started) + "'"))
                .as("what was sent is not kept")
                .isEqualTo("0");
    }

    @Test
    void aPartOfAFormWithoutANameIsRefused() {
        Answer refused = form("--limit\r\nContent-Type: text/plain\r\n\r\nx\r\n--limit--\r\n");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    }

    @Test
    void aFormMayHaveOnlySoManyParts() {
        String email = newEmail();
        String setting = "--limit\r\nContent-Disposition: form-data; name=groupNames\r\n\r\n\r\n";
        String most = setting.repeat(FormReader.MAX_PARTS - 1) + file(email);

        Answer taken = form(most + "--limit--\r\n");
        assertThat(finished(session(taken)).get("mapping")).hasSize(1);
        assertThat(key.get(PATH + "?email=" + email).json()).hasSize(1);

        Answer refused = form(setting + most + "--limit--\r\n");
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).contains("application/problem+json");
        assertThat(refused.json().at("/errors/0/detail").stringValue()).isEqualTo("has more than 500 parts");
    }

    private static String file(String email) {
        return "--limit\r\nContent-Disposition: form-data; name=file\r\n\r\nemail\n" + email + "\n\r\n";
    }

    @Test
    void twoFilesInAFormAreRefused() {
        String email = newEmail();

        Answer refused = form(file(newEmail()) + file(email) + "--limit--\r\n");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("file");
        assertThat(key.get(PATH + "?email=" + email).json()).isEmpty();
    }

    @Test
    void aBodyOfEmptyPartsIsRefused() {
        String part = "--limit\r\nContent-Disposition:form-data;name=a\r\n\r\n\r\n";

        Answer refused = form(part.repeat(ContactImportResource.MAX_BYTES / part.length() - 1) + "--limit--\r\n");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    }

    private Answer form(String body) {
        return writer.with("Content-Type", "multipart/form-data; boundary=limit")
                .send("POST", PATH + "/upload", HttpRequest.BodyPublishers.ofString(body));
    }

    @Test
    void anExternalCustomerIdThatIsNotNamedStays() {
        String email = newEmail();
        String external = UUID.randomUUID().toString();
        long contact = save(key, withEmail(email));
        String change = withEmail(email).replaceFirst("\\{", "{\"externalCustomerId\":\"" + external + "\",");

        run(only(change, "\"contactFields\":[\"firstName\"]"));
        assertThat(read(key, contact).has("externalCustomerId")).isFalse();

        run(only(change, "\"contactFields\":[\"externalCustomerId\"]"));
        assertThat(read(key, contact).get("externalCustomerId").stringValue()).isEqualTo(external);

        run(only(withEmail(email), "\"contactFields\":[\"externalCustomerId\"]"));
        assertThat(read(key, contact).has("externalCustomerId")).isFalse();
    }

    @Test
    void asManyContactsAsARequestMayHaveFitIntoItsBody() {
        String name = "x".repeat(200);
        String bad = "{\"firstName\":\"" + name + "\",\"lastName\":\"" + name
                + "\",\"channels\":[{\"type\":\"email\",\"value\":\"none\"}]}";
        String contacts = IntStream.range(0, ImportRequest.MAX_CONTACTS)
                .mapToObj(i -> bad)
                .collect(Collectors.joining(",", "{\"contacts\":[", "]}"));
        assertThat(contacts.length()).isGreaterThan(1024 * 1024);

        Answer answer = writer.post(PATH, contacts);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("failedContacts")).hasSize(ImportRequest.MAX_CONTACTS);
        assertThat(writer.post(PATH, " ".repeat(ContactImportResource.MAX_BYTES + 1))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aContactThatWouldHaveTooManyChannelsFailsAlone() {
        String email = newEmail();
        String tokens = UUID.randomUUID().toString();

        JsonNode status = run("{\"contacts\":["
                + withPushes(email, tokens, 0) + "," + withPushes(email, tokens, 49) + ","
                + withPushes(email, tokens, 98) + "," + withEmail(newEmail()) + "]}");

        assertThat(status.get("mapping")).hasSize(3);
        assertThat(status.at("/failedContacts/0/index").intValue()).isEqualTo(2);
        assertThat(status.at("/failedContacts/0/reason").stringValue())
                .startsWith("channels must not be more than 100");
    }

    private static String withPushes(String email, String tokens, int first) {
        return "{\"channels\":[{\"type\":\"email\",\"value\":\"" + email + "\"}"
                + IntStream.range(first, first + 49)
                        .mapToObj(i -> ",{\"type\":\"mobilepush\",\"value\":\"" + tokens + i + "\"}")
                        .collect(Collectors.joining())
                + "]}";
    }

    private String events(String type) {
        return server.database().value("SELECT COUNT(*) FROM event WHERE event_type_key = '" + type + "'");
    }

    @Test
    void namedFieldsAreClearedAndOthersStay() {
        String email = newEmail();
        long contact = save(key, """
                {"firstName":"Ann","lastName":"Lee","channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}],
                 "fields":[{"id":1,"value":"a"},{"id":2,"value":"b"},{"id":3,"value":"c"}]}""".formatted(email, newPhone()));

        run(only(
                """
                {"firstName":"Eve","lastName":"Ignored","channels":[{"type":"email","value":"%s"}],
                 "fields":[{"id":2,"value":"B"},{"id":3,"value":"C"}]}""".formatted(email),
                "\"dedupeOn\":\"EMAIL\",\"contactFields\":[\"firstName\",\"sms\"],\"customFieldsIDs\":[1,\"2\"]"));

        JsonNode stored = read(key, contact);
        assertThat(stored.get("firstName").stringValue()).isEqualTo("Eve");
        assertThat(stored.get("lastName").stringValue()).isEqualTo("Lee");
        assertThat(channel(stored, "email")).isEqualTo(email);
        assertThat(channel(stored, "sms")).isEmpty();
        assertThat(stored.get("fields").toString())
                .isEqualTo("[{\"id\":2,\"value\":\"B\"},{\"id\":3,\"value\":\"c\"}]");
    }

    @Test
    void whatContactFieldsCannotNameStays() {
        String email = newEmail();
        String token = UUID.randomUUID().toString();
        String push = "{\"type\":\"mobilepush\",\"value\":\"" + token + "\"}";
        long other = save(key, "{\"channels\":[" + push + "]}");
        long contact = save(
                key,
                "{\"addressBookId\":1,\"ordersInfo\":{\"count\":3},"
                        + withEmail(email).substring(1));
        String change = """
                {"firstName":"Ann","addressBookId":2,"ordersInfo":{"count":4},
                 "channels":[{"type":"email","value":"%s"},%s]}""".formatted(email, push);

        run(only(change, "\"contactFields\":[\"firstName\",\"email\"]"));
        JsonNode stored = read(key, contact);
        assertThat(stored.get("firstName").stringValue()).isEqualTo("Ann");
        assertThat(stored.get("addressBookId").intValue()).isEqualTo(1);
        assertThat(stored.at("/ordersInfo/count").intValue()).isEqualTo(3);
        assertThat(channel(stored, "mobilepush")).isEmpty();
        assertThat(channel(read(key, other), "mobilepush")).isEqualTo(token);

        run(only(change, ""));
        stored = read(key, contact);
        assertThat(stored.get("addressBookId").intValue()).isEqualTo(2);
        assertThat(stored.at("/ordersInfo/count").intValue()).isEqualTo(4);
        assertThat(channel(stored, "mobilepush")).isEqualTo(token);
        assertThat(channel(read(key, other), "mobilepush")).isEmpty();
    }

    @Test
    void aContactWithinAnotherFailsAlone() {
        Answer started = writer.post(
                PATH, "{\"contacts\":[{\"contact\":" + withEmail(newEmail()) + "}," + withEmail(newEmail()) + "]}");

        assertThat(started.json().get("failedContacts")).hasSize(1);
        assertThat(started.json().at("/failedContacts/0/index").intValue()).isZero();
        assertThat(started.json().at("/failedContacts/0/errors/0/field").stringValue())
                .isEqualTo("contact");
        assertThat(finished(session(started)).get("mapping")).hasSize(1);
    }

    /** One client always sends the empty list. */
    @Test
    void anEmptyListOfCustomFieldsKeepsThemAll() {
        String email = newEmail();
        String before = "{\"channels\":[{\"type\":\"email\",\"value\":\"" + email
                + "\"}],\"fields\":[{\"id\":1,\"value\":\"a\"}]}";
        run(only(before, "\"dedupeOn\":\"email\",\"customFieldsIDs\":[]"));
        long contact = key.get(PATH + "?email=" + email).json().at("/0/id").longValue();
        assertThat(fields(contact)).isEqualTo("[{\"id\":1,\"value\":\"a\"}]");

        run(only(before.replace("\"a\"", "\"b\""), "\"dedupeOn\":\"email\",\"customFieldsIDs\":[]"));
        assertThat(fields(contact)).isEqualTo("[{\"id\":1,\"value\":\"a\"}]");

        run(only(before.replace("\"a\"", "\"b\""), "\"dedupeOn\":\"email\""));
        assertThat(fields(contact)).isEqualTo("[{\"id\":1,\"value\":\"b\"}]");
    }

    private String fields(long contact) {
        return read(key, contact).get("fields").toString();
    }

    @Test
    void contactsAreKnownByWhatTheRequestSays() {
        String email = newEmail();
        String phone = newPhone();
        String external = UUID.randomUUID().toString();
        long contact = save(key, """
                {"externalCustomerId":"%s","channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}]}""".formatted(external, email, phone));
        String sms = "{\"channels\":[{\"type\":\"sms\",\"value\":\"" + phone + "\"}]}";

        record Case(String contact, String dedupeOn) {}
        for (Case found : List.of(
                new Case(withEmail(email), "email"),
                new Case(sms, "sms"),
                new Case(sms, "emailOrSms"),
                new Case(withEmail(email), "email_or_sms"),
                new Case("{\"id\":\"" + contact + "\",\"firstName\":\"A\"}", "id"),
                new Case("{\"externalCustomerId\":\"" + external + "\"}", "externalCustomerId"),
                new Case("{\"externalCustomerId\":\"" + external + "\"}", "external_customer_id"))) {
            JsonNode status = run(only(found.contact(), "\"dedupeOn\":\"" + found.dedupeOn() + "\""));
            assertThat(status.at("/mapping/0/contactId").longValue())
                    .as(found.toString())
                    .isEqualTo(contact);
        }
        assertThat(run(only(sms, "\"dedupeOn\":\"email\""))
                        .get("failedContacts")
                        .size())
                .isEqualTo(1);
        assertThat(run(only("{\"id\":999999999}", "\"dedupeOn\":\"id\""))
                        .at("/failedContacts/0/reason")
                        .stringValue())
                .startsWith("id ");
    }

    @Test
    void whoWasDeletedComesBackOnlyWhenToldSo() {
        String email = newEmail();
        key.delete("/api/v1/contact/" + save(key, withEmail(email)));

        JsonNode status = run(only(withEmail(email), "\"dedupeOn\":\"email\""));
        assertThat(status.at("/failedContacts/0/reason").stringValue()).contains("restoreDeleted");
        assertThat(key.get(PATH + "?email=" + email).body()).isEqualTo("[]");

        run(only(withEmail(email), "\"dedupeOn\":\"email\",\"restoreDeleted\":true"));
        assertThat(key.get(PATH + "?email=" + email).json().size()).isEqualTo(1);
    }

    @Test
    void anAddressThatIsNotStoredStaysDeleted() {
        String email = newEmail();
        key.delete("/api/v1/contact/" + save(key, withEmail(email)));
        String external = UUID.randomUUID().toString();
        long contact = save(key, "{\"externalCustomerId\":\"" + external + "\"}");

        JsonNode status = run(only(
                withEmail(email)
                        .replaceFirst("\\{", "{\"firstName\":\"Ann\",\"externalCustomerId\":\"" + external + "\","),
                "\"contactFields\":[\"firstName\"]"));
        assertThat(status.at("/mapping/0/contactId").longValue()).isEqualTo(contact);
        assertThat(channel(read(key, contact), "email")).isEmpty();

        assertThat(run(only(withEmail(email), ""))
                        .at("/failedContacts/0/reason")
                        .stringValue())
                .contains("restoreDeleted");
    }

    @Test
    void anAddressOfADeletedPersonIsNotGivenToAnother() {
        String email = newEmail();
        String deleted = UUID.randomUUID().toString();
        key.delete("/api/v1/contact/"
                + save(key, withEmail(email).replaceFirst("\\{", "{\"externalCustomerId\":\"" + deleted + "\",")));
        String own = newEmail();
        String external = UUID.randomUUID().toString();
        long contact = save(key, "{\"externalCustomerId\":\"" + external + "\"}");
        long other = save(key, withEmail(own));
        String withAddress = withEmail(email).replaceFirst("\\{", "{\"externalCustomerId\":\"" + external + "\",");
        String withNumber = withEmail(own).replaceFirst("\\{", "{\"externalCustomerId\":\"" + deleted + "\",");

        JsonNode refused = run("{\"contacts\":[" + withAddress + "," + withNumber + "]}");
        assertThat(refused.get("failedContacts").valueStream().map(item -> item.get("reason")
                        .stringValue()))
                .hasSize(2)
                .allMatch(reason -> reason.contains("restoreDeleted"));
        assertThat(channel(read(key, contact), "email")).isEmpty();
        assertThat(read(key, other).has("externalCustomerId")).isFalse();

        assertThat(run(only(withAddress, "\"restoreDeleted\":true"))
                        .at("/mapping/0/contactId")
                        .longValue())
                .isEqualTo(contact);
        assertThat(channel(read(key, contact), "email")).isEqualTo(email);
        assertThat(run(only(withAddress, "")).get("failedContacts")).isEmpty();
    }

    @Test
    void aFullRequestIsImportedWithoutAGap() {
        String group = UUID.randomUUID().toString();
        String contacts = IntStream.range(0, ImportRequest.MAX_CONTACTS)
                .mapToObj(i -> withEmail("u" + i + "-" + group + "@example.com"))
                .collect(Collectors.joining(","));

        JsonNode status =
                run("{\"dedupeOn\":\"email\",\"groupNames\":[\"" + group + "\"],\"contacts\":[" + contacts + "]}");

        assertThat(status.get("mapping").size()).isEqualTo(ImportRequest.MAX_CONTACTS);
        assertThat(key.get(PATH + "?maxrows=1&group=" + group).header("TotalCount"))
                .hasValue("3000");
        assertThat(writer.post(PATH, "{\"contacts\":[" + contacts + ",{}]}").invalidFields())
                .containsExactly("contacts");
    }

    @Test
    void twoImportsOfTheSamePeopleMakeOneContactEach() {
        String group = UUID.randomUUID().toString();
        String forward = people(group, IntStream.range(0, 200).boxed().toList());
        String backward =
                people(group, IntStream.range(0, 200).map(i -> 199 - i).boxed().toList());

        List<String> sessions = List.of(forward, backward, forward).parallelStream()
                .map(body -> session(writer.post(PATH, body)))
                .toList();

        for (String session : sessions) {
            assertThat(finished(session).get("mapping").size()).isEqualTo(200);
        }
        assertThat(key.get(PATH + "?maxrows=1&group=" + group).header("TotalCount"))
                .hasValue("200");
    }

    private static String people(String group, List<Integer> numbers) {
        return numbers.stream()
                .map(i -> withEmail("p" + i + "-" + group + "@example.com"))
                .collect(Collectors.joining(",", "{\"groupNames\":[\"" + group + "\"],\"contacts\":[", "]}"));
    }

    @Test
    void anImportThatAnotherRunOwnsWaitsForItsLeaseAndIsThenTakenOver() {
        String email = newEmail();
        String eventType = "taken-over-" + email;
        // As another node would have left it that was killed: some contacts done, the lease not yet over.
        String session =
                session(writer.post(PATH, only(withEmail(email), "\"eventKeyForNewContacts\":\"" + eventType + "\"")));
        finished(session);
        String second = newEmail();
        server.database()
                .execute("UPDATE contact_import SET status = 'IMPORTING', lease_owner = 'another',"
                        + " lease_until = CURRENT_TIMESTAMP + INTERVAL '1' HOUR, finished_at = NULL WHERE session_id = '"
                        + session + "'");
        server.database()
                .execute("INSERT INTO contact_import_item (session_id, position, organisation_id, outcome, contact)"
                        + " SELECT session_id, 1, organisation_id, 'WAITING', '" + withEmail(second)
                        + "' FROM contact_import"
                        + " WHERE session_id = '" + session + "'");

        run(only(withEmail(newEmail()), ""));
        assertThat(status(session).get("processed").intValue())
                .as("another run's")
                .isEqualTo(1);

        server.database()
                .execute("UPDATE contact_import SET lease_until = CURRENT_TIMESTAMP - INTERVAL '1' MINUTE"
                        + " WHERE session_id = '" + session + "'");
        JsonNode status = finished(session);
        assertThat(status.get("mapping").size()).isEqualTo(2);
        assertThat(events(eventType)).as("one for each of the two, none twice").isEqualTo("2");
    }

    @Test
    void aCsvFileIsImportedAsTheBodyOrFromAForm() {
        String body = newEmail();
        String form = newEmail();
        String group = UUID.randomUUID().toString();
        Answer sent = writer.with("Content-Type", "text/csv")
                .send(
                        "POST",
                        PATH + "/upload?dedupeOn=email&groupNames=" + group + ",csv",
                        HttpRequest.BodyPublishers.ofString("Email,First name,7\r\n" + body + ",Ann,x\r\nbad,,\r\n"));
        assertThat(sent.json().at("/failedContacts/0/index").intValue()).isEqualTo(1);
        Answer posted = form("""
                        --limit
                        Content-Disposition: form-data; name="groupNames"

                        %s
                        --limit
                        Content-Disposition: form-data; name="file"; filename="a.csv"
                        Content-Type: text/csv

                        email;firstname
                        %s;Bo
                        --limit--
                        """.formatted(group, form).replace("\n", "\r\n"));

        finished(session(sent));
        finished(session(posted));
        assertThat(key.get(PATH + "?group=" + group).body()).contains(body, form, "\"Ann\"", "\"Bo\"");
    }

    @Test
    void anUploadAcceptsTheSpellingsOfARequest() {
        String phone = newPhone();
        long contact = save(key, "{\"channels\":[{\"type\":\"sms\",\"value\":\"" + phone + "\"}]}");

        Answer sent = writer.with("Content-Type", "text/csv")
                .send(
                        "POST",
                        PATH + "/upload?dedupe_on=sms",
                        HttpRequest.BodyPublishers.ofString("sms,First name\n" + phone + ",Ann\n"));

        assertThat(finished(session(sent)).at("/mapping/0/contactId").longValue())
                .isEqualTo(contact);
        assertThat(read(key, contact).get("firstName").stringValue()).isEqualTo("Ann");
    }

    @Test
    void aBadFileIsRefused() {
        Caller csv = writer.with("Content-Type", "text/csv");

        assertThat(csv.send("POST", PATH + "/upload", HttpRequest.BodyPublishers.ofString("nonsense\n1\n"))
                        .invalidFields())
                .containsExactly("file");
        assertThat(csv.send("POST", PATH + "/upload?dedupeOn=x", HttpRequest.BodyPublishers.ofString("email\na\n"))
                        .invalidFields())
                .containsExactly("dedupeOn");
        assertThat(csv.send(
                                "POST",
                                PATH + "/upload?restore_deleted=true&dedupeOn=email&group=x",
                                HttpRequest.BodyPublishers.ofString("email\na@example.com\n"))
                        .invalidFields())
                .containsExactlyInAnyOrder("group", "restore_deleted");
        assertThat(csv.send(
                                "POST",
                                PATH + "/upload",
                                HttpRequest.BodyPublishers.ofString("a".repeat(ContactImportResource.MAX_BYTES + 1)))
                        .status())
                .isEqualTo(413);
        assertThat(writer.post(PATH + "/upload", "{\"link\":\"http://localhost/a.csv\"}")
                        .status())
                .isEqualTo(501);
        assertThat(form("garbage").status()).isEqualTo(400);
    }

    @Test
    void badRequestsAreRefusedWhole() {
        record Case(String body, String field) {}
        for (Case bad : List.of(
                new Case("{}", "contacts"),
                new Case("{\"contacts\":[]}", "contacts"),
                new Case("{\"contacts\":[null]}", "contacts[0]"),
                new Case("{\"contacts\":[{\"foo\":1}]}", "contacts[0].foo"),
                new Case(only("{}", "\"dedupeOn\":\"fieldId\",\"fieldId\":5"), "dedupeOn"),
                new Case(only("{}", "\"contactFields\":[\"email\",\"shoeSize\"]"), "contactFields[1]"),
                new Case(only("{}", "\"customFieldsIDs\":[0]"), "customFieldsIDs[0]"),
                new Case(only("{}", "\"groupNames\":[\"\"]"), "groupNames[0]"),
                new Case(
                        only("{}", "\"eventKeyForNewContacts\":\"" + "x".repeat(256) + "\""), "eventKeyForNewContacts"),
                new Case(only("{}", "\"restoreDeleted\":\"maybe\""), "restoreDeleted"))) {
            Answer refused = writer.post(PATH, bad.body());

            assertThat(refused.status()).as(bad.body()).isEqualTo(400);
            assertThat(refused.invalidFields()).as(bad.body()).containsExactly(bad.field());
        }
    }

    @Test
    void anotherOrganisationsImportIsNotThere() {
        String session = session(writer.post(PATH, only(withEmail(newEmail()), "")));
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));

        assertThat(other.get("/api/v1/importstatus/" + session).status()).isEqualTo(404);
        assertThat(writer.get("/api/v1/importstatus/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(writer.get("/api/v1/importstatus/x").status()).isEqualTo(404);
        assertThat(server.with(server.makeKey(AccessRight.MESSAGES))
                        .get("/api/v1/importstatus/" + session)
                        .status())
                .isEqualTo(403);
    }

    /** An import like a finished one, whose turn comes when {@link #dueNow} is called. */
    private String waitingLike(String finished) {
        String session = UUID.randomUUID().toString();
        server.database()
                .execute(
                        "INSERT INTO contact_import"
                                + " (session_id, organisation_id, status, settings, lease_until, created_at)"
                                + " SELECT ?, organisation_id, 'IMPORTING', settings,"
                                + " TIMESTAMP WITH TIME ZONE '2999-01-01 00:00:00Z', created_at"
                                + " FROM contact_import WHERE session_id = ?",
                        session,
                        finished);
        server.database()
                .execute(
                        "INSERT INTO contact_import_item (session_id, position, organisation_id, outcome, contact)"
                                + " SELECT ?, position, organisation_id, 'WAITING',"
                                + " '{\"channels\":[{\"type\":\"email\",\"value\":\"' || position || '@'"
                                + " || CAST(? AS VARCHAR(36)) || '.example\"}]}'"
                                + " FROM contact_import_item WHERE session_id = ?",
                        session,
                        session,
                        finished);
        return session;
    }

    private void dueNow() {
        server.database()
                .execute("UPDATE contact_import SET lease_until = created_at WHERE status = 'IMPORTING'"
                        + " AND lease_until = TIMESTAMP WITH TIME ZONE '2999-01-01 00:00:00Z'");
    }

    @Test
    void manyLargeImportsLetThatOfAnotherOrganisationGoFirst() {
        String contacts = IntStream.range(0, ImportRequest.MAX_CONTACTS)
                .mapToObj(i -> withEmail(newEmail()))
                .collect(Collectors.joining(",", "{\"contacts\":[", "]}"));
        String finished = session(writer.post(PATH, contacts));
        finished(finished);
        List<String> large =
                Stream.generate(() -> waitingLike(finished)).limit(4).toList();
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));

        dueNow();
        String small = session(other.post(PATH, only(withEmail(newEmail()), "")));

        Pause.until("the other organisation's import", Duration.ofMinutes(2), () -> other.get(
                        "/api/v1/importstatus/" + small)
                .json()
                .get("status")
                .stringValue()
                .equals("FINISHED"));
        assertThat(large.stream()
                        .filter(session ->
                                status(session).get("status").stringValue().equals("IMPORTING"))
                        .count())
                .as("those before it, of which a node imports two at once")
                .isGreaterThanOrEqualTo(2);
        large.forEach(this::finished);
    }

    @Test
    void anOrganisationHasAHundredUnfinishedImportsAtMost() {
        String owner = "importer-" + UUID.randomUUID();
        long organisation = server.addOrganisation(owner);
        Caller importer = server.with(
                server.makeKey(server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD), AccessRight.FULL));
        for (int i = 0; i < ImportStore.MAX_UNFINISHED; i++) {
            server.database()
                    .execute(
                            "INSERT INTO contact_import"
                                    + " (session_id, organisation_id, status, settings, lease_until, created_at)"
                                    + " SELECT ?, ?, 'IMPORTING', '{}', TIMESTAMP WITH TIME ZONE '2998-01-01 00:00:00Z', created_at"
                                    + " FROM organisation WHERE id = ?",
                            UUID.randomUUID().toString(),
                            organisation,
                            organisation);
        }

        Answer refused = importer.post(PATH, only(withEmail(newEmail()), ""));

        assertThat(refused.status()).as(refused.body()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).hasValue("60");
        assertThat(writer.post(PATH, only(withEmail(newEmail()), "")).status())
                .as("another organisation's")
                .isEqualTo(200);

        server.database()
                .execute(
                        "DELETE FROM contact_import WHERE session_id ="
                                + " (SELECT MIN(session_id) FROM contact_import WHERE organisation_id = ?)",
                        organisation);
        assertThat(importer.post(PATH, only(withEmail(newEmail()), "")).status())
                .isEqualTo(200);
    }
}
