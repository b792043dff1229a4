package io.latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.channel.AddressDigester;
import io.latchkey.database.ConflictRetry;
import io.latchkey.event.Events;
import io.latchkey.json.Json;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.ProblemException;
import io.latchkey.segment.Segment;
import io.latchkey.segment.Segments;
import io.latchkey.subscription.Subscriptions;
import io.latchkey.testing.CountedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.TestSecrets;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** With how many statements a contact is written, each of which is a round trip to the database, and in which order. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ContactWriterTest {

    private static final long ORGANISATION = 6300;
    private static final WriteRules IMPORT = new WriteRules(DedupeOn.ANY_CHANNEL, false, true, FieldSelection.ALL);

    private static final String DEVICE = "{'channels': [{'type': 'webpush', 'value': 'token'}]}";

    private final Json json = new Json();
    private final Clock clock = Clock.systemUTC();
    private final TestDatabase database;
    private final CountedDatabase counted;
    private final UnwovenEntities entities;

    ContactWriterTest(TestDatabase database) {
        this.database = database;
        this.counted = new CountedDatabase(database.dataSource());
        this.entities = new UnwovenEntities(counted.dataSource());
        TestOrganisation.ensure(database, ORGANISATION);
        for (String table : List.of(
                "segment_member",
                "segment",
                "subscriber",
                "subscription",
                "contact_channel",
                "contact",
                "deleted_contact")) {
            database.execute("DELETE FROM " + table + " WHERE organisation_id = ?", ORGANISATION);
        }
        // Has the first ids given out.
        write("zoe", "{'channels': [{'type': 'email', 'value': 'zoe@example.com'}]}");
        counted.executions();
    }

    @AfterEach
    void close() {
        entities.close();
    }

    private WrittenContact write(String external, String contact) {
        return inTransaction(writing -> write(writing, external, contact));
    }

    private WrittenContact write(EntityManager writing, String external, String contact) {
        return writer(writing).write(ORGANISATION, request(external, contact), IMPORT);
    }

    private ContactRequest request(String external, String contact) {
        return json.bind(
                contact.replaceFirst("\\{", "{'externalCustomerId': '" + external + "', ")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8),
                ContactRequest.class);
    }

    private <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager writing = entities.open()) {
            writing.getTransaction().begin();
            try {
                T result = work.apply(writing);
                if (writing.getTransaction().isActive()) {
                    writing.getTransaction().commit();
                }
                return result;
            } finally {
                if (writing.getTransaction().isActive()) {
                    writing.getTransaction().rollback();
                }
            }
        }
    }

    /**
     * Begins another transaction, which comes to wait for the one that calls this. If it does not get there within half
     * a second, the test proves less, and does not fail.
     */
    private static <T> CompletableFuture<T> beside(Supplier<T> transaction) {
        CompletableFuture<T> begun = CompletableFuture.supplyAsync(transaction);
        Pause.of(Duration.ofMillis(500));
        return begun;
    }

    private ContactDeletion deletion(EntityManager deleting) {
        return new ContactDeletion(
                deleting,
                new ContactFinder(deleting),
                writer(deleting),
                deleted(deleting),
                new Segments(deleting, clock),
                new Subscriptions(deleting, clock));
    }

    private ContactWriter writer(EntityManager writing) {
        ContactFinder finder = new ContactFinder(writing);
        return new ContactWriter(
                writing,
                finder,
                new ContactChannelWriter(writing, finder),
                new ContactIdentification(finder),
                deleted(writing),
                new Segments(writing, clock),
                json,
                clock);
    }

    private DeletedContacts deleted(EntityManager writing) {
        return new DeletedContacts(writing, new AddressDigester(TestSecrets.any()), clock);
    }

    private static String contact(String name) {
        return "{'firstName': '" + name + "', 'channels': [{'type': 'email', 'value': '" + name + "@example.com'},"
                + " {'type': 'sms', 'value': '380501112233'}]}";
    }

    @Test
    void aNewContactTakesThreeAndOneForEachOfItsRows() {
        assertThat(write("1", contact("anna")).created()).isTrue();

        assertThat(counted.executions()).isEqualTo(6);
        assertThat(channels()).isEqualTo(3);
    }

    @Test
    void aContactThatIsThereTakesSeven() {
        long id = write("1", contact("anna")).contactId();
        counted.executions();

        WrittenContact again = write("1", contact("anna").replace("'anna'", "'Anna'"));

        assertThat(counted.executions()).isEqualTo(7);
        assertThat(again).isEqualTo(new WrittenContact(id, false));
        assertThat(database.value("SELECT first_name FROM contact WHERE id = ?", id))
                .isEqualTo("Anna");
        assertThat(channels()).isEqualTo(3);
    }

    @Test
    void manyAddressesAreFoundWhichAreThere() {
        StringBuilder channels = new StringBuilder("{'channels': [{'type': 'email', 'value': 'anna@example.com'}");
        for (int i = 0; i < 24; i++) {
            channels.append(", {'type': 'webpush', 'value': 'token").append(i).append("'}");
        }
        long id = write("1", channels.substring(0, channels.indexOf(", {'type': 'webpush', 'value': 'token20'")) + "]}")
                .contactId();
        assertThat(channels()).isEqualTo(1 + 21);

        assertThat(write("1", channels + "]}").contactId()).isEqualTo(id);

        assertThat(channels()).isEqualTo(1 + 25);
        assertThat(database.value("SELECT COUNT(*) FROM contact_channel WHERE contact_id = ?", id))
                .isEqualTo("25");
    }

    @Test
    void aDeletedContactIsRefusedAndStaysKnownAsDeleted() {
        inTransaction(writing -> {
            Contact gone = new Contact(ORGANISATION, clock.instant());
            gone.setExternalCustomerId("1");
            deleted(writing).remember(gone, List.of());
            return Optional.empty();
        });

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> write("1", contact("anna")))
                    .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                    refused.problem().errors().get(0).detail())
                            .startsWith("was deleted"));
        }
        assertThat(channels()).isEqualTo(1);
    }

    @Test
    void channelsAreWrittenInOneOrderWhateverThatOfTheRequest() throws Exception {
        String email = "{'type': 'email', 'value': 'anna@example.com'}";
        String tokens = IntStream.range(0, 20)
                .mapToObj(i -> "{'type': 'webpush', 'value': 'token" + i + "'}")
                .collect(Collectors.joining(", "));
        CompletableFuture<WrittenContact> waiting = inTransaction(zoe -> {
            write(zoe, "zoe", "{'channels': [" + email + "]}");
            CompletableFuture<WrittenContact> anna =
                    beside(() -> write("anna", "{'channels': [" + tokens + ", " + email + "]}"));
            // Waits for none of them, since Anna's waits for the e-mail address first.
            write(zoe, "zoe", "{'channels': [" + tokens + "]}");
            zoe.getTransaction().rollback();
            return anna;
        });

        assertThat(waiting.get(1, TimeUnit.MINUTES).created()).isTrue();
        assertThat(channels()).isEqualTo(1 + 21);
    }

    @Test
    void aDeviceThatIsTakenStaysWhenTheContactThatHadItIsDeleted() throws Exception {
        long bob = write("bob", DEVICE).contactId();

        CompletableFuture<Optional<Long>> deletion = inTransaction(anna -> {
            write(anna, "anna", DEVICE);
            return beside(() -> inTransaction(deleting -> deletion(deleting).delete(ORGANISATION, bob)));
        });

        assertThat(deletion.get(1, TimeUnit.MINUTES)).contains(bob);
        assertThat(channels()).isEqualTo(2);
    }

    @Test
    void aDeviceIsTakenFromAContactThatIsBeingDeleted() throws Exception {
        long bob = write("bob", DEVICE).contactId();

        CompletableFuture<WrittenContact> taking = inTransaction(deleting -> {
            deletion(deleting).delete(ORGANISATION, bob);
            return beside(() -> ConflictRetry.call(() -> write("anna", DEVICE)));
        });

        assertThat(taking.get(1, TimeUnit.MINUTES).created()).isTrue();
        assertThat(channels()).isEqualTo(2);
    }

    @Test
    void aContactThatGetsAnotherIdOfTheClientsIsNotDeletedByTheOldOne() throws Exception {
        long bob = write("bob", DEVICE).contactId();

        CompletableFuture<Optional<Long>> deletion = inTransaction(changing -> {
            writer(changing).change(ORGANISATION, bob, request("robert", DEVICE));
            return beside(() -> ConflictRetry.call(
                    () -> inTransaction(deleting -> deletion(deleting).deleteOfExternalCustomer(ORGANISATION, "bob"))));
        });

        assertThat(deletion.get(1, TimeUnit.MINUTES)).isEmpty();
        assertThat(database.value("SELECT external_customer_id FROM contact WHERE id = ?", bob))
                .isEqualTo("robert");
        Optional<Long> deleted =
                inTransaction(deleting -> deletion(deleting).deleteOfExternalCustomer(ORGANISATION, "robert"));
        assertThat(deleted).contains(bob);
    }

    @Test
    void aDeviceGoesToWhoSentItLast() throws Exception {
        long bob = write("bob", DEVICE).contactId();

        CompletableFuture<WrittenContact> last = inTransaction(anna -> {
            // Bob is waited for before the device is found again, which Anna gets meanwhile.
            writer(anna).lock(ORGANISATION, bob);
            CompletableFuture<WrittenContact> bobAgain = beside(() -> write("bob", DEVICE));
            write(anna, "anna", DEVICE);
            return bobAgain;
        });

        assertThat(last.get(1, TimeUnit.MINUTES)).isEqualTo(new WrittenContact(bob, false));
        assertThat(ownerOfDevice()).isEqualTo(bob);
    }

    @Test
    void aDeviceGoesToWhoSentItLastThoughItStillSeemsToBeHis() throws Exception {
        long bob = write("bob", DEVICE).contactId();

        CompletableFuture<WrittenContact> last = inTransaction(anna -> {
            write(anna, "anna", DEVICE);
            return beside(() -> write("bob", DEVICE));
        });

        assertThat(last.get(1, TimeUnit.MINUTES)).isEqualTo(new WrittenContact(bob, false));
        assertThat(ownerOfDevice()).isEqualTo(bob);
    }

    private long ownerOfDevice() {
        return Long.parseLong(database.value(
                "SELECT contact_id FROM contact_channel WHERE address_key = 'token' AND organisation_id = ?",
                ORGANISATION));
    }

    @Test
    void aContactThatIsAttachedToTheSameSegmentTwiceAtOnceIsWaitedFor() throws Exception {
        long zoe = write("zoe", "{'groups': ['vip']}").contactId();
        Segment segment = inTransaction(reading ->
                new Segments(reading, clock).find(ORGANISATION, "vip").orElseThrow());
        inTransaction(writing -> new Segments(writing, clock).detach(segment, List.of(zoe)));

        CompletableFuture<Integer> attached = inTransaction(writing -> {
            write(writing, "zoe", "{'firstName': 'Zoe'}");
            CompletableFuture<Integer> waiting = beside(
                    () -> inTransaction(attaching -> new Segments(attaching, clock).attach(segment, List.of(zoe))));
            write(writing, "zoe", "{'groups': ['vip']}");
            return waiting;
        });

        assertThat(attached.get(1, TimeUnit.MINUTES)).isZero();
    }

    @Test
    void segmentsOfABatchAreReadAtOnceAndJoinedAThousandAtATime() {
        List<ContactRequest> people = IntStream.range(0, 12)
                .mapToObj(i -> request("person" + i, "{'firstName': 'P'}"))
                .toList();
        List<ContactRequest> inGroups = IntStream.range(0, 12)
                .mapToObj(i -> request("person" + i, groups(i % 2 == 0 ? "group" : "GROUP", 100)))
                .toList();
        List<String> join = List.of("Everybody", "Group 7");
        inTransaction(writing -> writer(writing)
                .writeAll(ORGANISATION, List.of(request("zoe", groups("Group", 100))), List.of("everybody"), IMPORT));
        writeAll(people, List.of());
        counted.executions();

        List<WrittenContact> written = writeAll(people, List.of());
        int withoutGroups = counted.executions();
        assertThat(writeAll(inGroups, join)).isEqualTo(written);
        // 1212 memberships.
        assertThat(counted.executions()).isEqualTo(withoutGroups + 1 + 2);
        assertThat(writeAll(inGroups, join)).isEqualTo(written);

        assertThat(members("Group 7")).isEqualTo(13);
        assertThat(members("Everybody")).isEqualTo(13);
        assertThat(database.value("SELECT COUNT(*) FROM segment_member WHERE organisation_id = ?", ORGANISATION))
                .isEqualTo("1313");
    }

    @Test
    void inABatchEachContactJoinsItsOwnSegments() {
        List<WrittenContact> written = writeAll(
                List.of(
                        request("anna", "{'firstName': 'A', 'groups': ['a', 'both']}"),
                        request("bob", "{'firstName': 'B', 'groups': ['Both']}"),
                        request("anna", "{'groups': ['again', 'a']}")),
                List.of());

        assertThat(written).extracting(WrittenContact::created).containsExactly(true, true, false);
        assertThat(written.get(2).contactId()).isEqualTo(written.get(0).contactId());
        assertThat(List.of(members("a"), members("both"), members("again"))).isEqualTo(List.of(1, 2, 1));
    }

    private List<WrittenContact> writeAll(List<ContactRequest> requests, List<String> join) {
        return inTransaction(writing -> writer(writing).writeAll(ORGANISATION, requests, join, IMPORT));
    }

    private static String groups(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'" + name + " " + i + "'")
                .collect(Collectors.joining(", ", "{'groups': [", "]}"));
    }

    private int members(String segment) {
        return Integer.parseInt(database.value(
                "SELECT COUNT(*) FROM segment_member m JOIN segment s ON s.id = m.segment_id"
                        + " WHERE s.organisation_id = ? AND s.name_key = ?",
                ORGANISATION,
                segment.toLowerCase(Locale.ROOT)));
    }

    @Test
    void aBatchMakesSegmentsBeforeItLocksAContact() throws Exception {
        List<ContactRequest> batch =
                List.of(request("zoe", "{'firstName': 'Z'}"), request("anna", "{'groups': ['new']}"));

        List<WrittenContact> written =
                besideOneThatLocksZoe(writing -> writer(writing).writeAll(ORGANISATION, batch, List.of(), IMPORT));

        assertThat(written).extracting(WrittenContact::created).containsExactly(false, true);
    }

    @Test
    void aChangeByIdMakesSegmentsBeforeItLocksTheContact() throws Exception {
        long zoe = write("zoe", "{'firstName': 'Z'}").contactId();

        Optional<WrittenContact> changed = besideOneThatLocksZoe(
                writing -> writer(writing).change(ORGANISATION, zoe, request("zoe", "{'groups': ['new']}")));

        assertThat(changed).contains(new WrittenContact(zoe, false));
        assertThat(members("new")).isEqualTo(1);
    }

    @Test
    void subscriptionsAreMadeBeforeTheContactIsLocked() throws Exception {
        long zoe = write("zoe", "{'firstName': 'Z'}").contactId();

        Optional<Long> changed = besideOneThatLocksZoe(writing -> new ContactSubscriptions(
                        new ContactFinder(writing), writer(writing), new Subscriptions(writing, clock))
                .replace(ORGANISATION, zoe, List.of("News")));

        assertThat(changed).contains(zoe);
        assertThat(database.value("SELECT COUNT(*) FROM subscriber WHERE contact_id = ?", zoe))
                .isEqualTo("1");
    }

    @Test
    void aFormMakesSubscriptionsBeforeItLocksTheContact() throws Exception {
        long zoe = write("zoe", "{'firstName': 'Z'}").contactId();
        SubscribeRequest form =
                new SubscribeRequest(request("zoe", "{'firstName': 'Z'}"), null, List.of("News"), null, null, null);

        WrittenContact taken = besideOneThatLocksZoe(writing -> new SubscriptionForms(
                        writer(writing),
                        new ContactFinder(writing),
                        new Subscriptions(writing, clock),
                        new WithoutEvents(),
                        json)
                .take(ORGANISATION, form));

        assertThat(taken).isEqualTo(new WrittenContact(zoe, false));
        assertThat(database.value("SELECT COUNT(*) FROM subscriber WHERE contact_id = ?", zoe))
                .isEqualTo("1");
    }

    private static final class WithoutEvents extends Events {

        WithoutEvents() {
            super(null);
        }

        @Override
        public void raise(long organisationId, String eventTypeKey, String keyValue, String params) {
            // Of no interest here.
        }
    }

    /**
     * Does the work beside a transaction that has the organisation's lock, for which the work comes to wait, and then
     * changes Zoe: if the work had locked her, each would wait for the other.
     */
    private <T> T besideOneThatLocksZoe(Function<EntityManager, T> work) throws Exception {
        CompletableFuture<T> waiting = inTransaction(first -> {
            OrganisationLock.take(first, ORGANISATION);
            CompletableFuture<T> begun = beside(() -> inTransaction(work));
            write(first, "zoe", "{'firstName': 'Zoe'}");
            return begun;
        });
        return waiting.get(1, TimeUnit.MINUTES);
    }

    private int channels() {
        return Integer.parseInt(
                database.value("SELECT COUNT(*) FROM contact_channel WHERE organisation_id = ?", ORGANISATION));
    }
}
