package io.latchkey.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deletion of events: exactly those that were selected, of one's own, and never more than a request can bear. */
@OnEachDatabase
class EventDeletionIT {

    private final LatchkeyServer server;
    private final Caller key;
    private final String type = "deleted-" + UUID.randomUUID();

    EventDeletionIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.EVENTS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 5",
                "&keyValue=a | 4",
                "&keyValue=nobody | 0",
                "&from=2020-05-14 | 4",
                "&to=2020-05-14 | 3",
                "&from=2020-05-14&to=2020-05-14 | 2",
                "&from=2020-05-14T00:00&to=2020-05-14T23:58 | 1",
                "&keyValue=b&from=2020-01-01 | 1",
            })
    void deletesWhatIsSelected(String selection, int deleted) {
        store(key, "a", "2020-05-13T23:59:59", "2020-05-14", "2020-05-14T23:59", "2020-05-15");
        store(key, "b", "2021-01-01");

        for (String path : List.of("/api/v1/events", "/api/v1/past_events")) {
            Answer answer = key.delete(path + "?eventTypeKey=" + type + selection.replace("'", ""));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().get("deleted").intValue()).isEqualTo(path.contains("past") ? 0 : deleted);
            assertThat(answer.json().get("complete").booleanValue()).isTrue();
        }
        assertThat(events()).isEqualTo(5 - deleted);
    }

    @Test
    void aDeletedEventCanComeAgain() {
        store(key, "a", "2020-05-14");
        key.delete("/api/v1/events?eventTypeKey=" + type);
        store(key, "a", "2020-05-14");

        assertThat(events()).isEqualTo(1);
    }

    @Test
    void anotherOrganisationsEventsStay() {
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));
        store(key, "a", "2020-05-14");

        assertThat(other.delete("/api/v1/events?eventTypeKey=" + type)
                        .json()
                        .get("deleted")
                        .intValue())
                .isZero();
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void aRequestDeletesAtMostTenThousand() throws SQLException {
        store(key, "a", "2020-05-14");
        long organisation = server.organisation();
        try (var connection = server.database().dataSource().getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO event (id, organisation_id, event_type_key, key_value, params, occurred_at,"
                                + " received_at, digest, previous_id) VALUES (?, ?, ?, 'b', '{}', CURRENT_TIMESTAMP,"
                                + " CURRENT_TIMESTAMP, ?, 0)")) {
            connection.setAutoCommit(false);
            for (long id = 1_000_000_000; id < 1_000_010_499; id++) {
                insert.setLong(1, id);
                insert.setLong(2, organisation);
                insert.setString(3, type);
                insert.setString(4, type.substring(0, 20) + id);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }

        Answer some = key.delete("/api/v1/events?eventTypeKey=" + type);
        assertThat(some.json().get("deleted").intValue()).isEqualTo(10_000);
        assertThat(some.json().get("complete").booleanValue()).isFalse();
        Answer rest = key.delete("/api/v1/events?eventTypeKey=" + type);
        assertThat(rest.json().get("deleted").intValue()).isEqualTo(500);
        assertThat(rest.json().get("complete").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keyValue=a | eventTypeKey",
                "eventTypeKey= | eventTypeKey",
                "eventTypeKey=a%00 | eventTypeKey",
                "eventTypeKey=a&keyValue= | keyValue",
                "eventTypeKey=a&keyValue=%00 | keyValue",
                "eventTypeKey=a&from=yesterday | from",
                "eventTypeKey=a&to=2020-13-01 | to",
                "eventTypeKey=a&from=2020-05-15&to=2020-05-14 | to",
            })
    void badInputIsNamed(String query, String field) {
        Answer answer = key.delete("/api/v1/events?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.invalidFields()).containsExactly(field);
    }

    /** Passed over, each of them would leave every event of the kind to be deleted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dateFrom=2020-05-14 | dateFrom",
                "keyvalue=a | keyvalue",
                "keyValue=a&keyValue=b | keyValue",
                "from=2020-05-14&from=2020-05-15 | from",
            })
    void whatIsMisspeltOrRepeatedDeletesNothing(String query, String field) {
        store(key, "a", "2020-05-13");

        for (String path : List.of("/api/v1/events", "/api/v1/past_events")) {
            Answer answer = key.delete(path + "?eventTypeKey=" + type + "&" + query);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.invalidFields()).containsExactly(field);
        }
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void whoMayOnlyAddDoesNotDelete() {
        for (AccessRight right : List.of(AccessRight.EVENTS_AND_CONTACTS_ADD_UPDATE, AccessRight.MESSAGES)) {
            Caller other = server.with(server.makeKey(right));
            assertThat(other.delete("/api/v1/events?eventTypeKey=a").status()).isEqualTo(403);
            assertThat(other.delete("/api/v1/past_events?eventTypeKey=a").status())
                    .isEqualTo(403);
        }
    }

    private void store(Caller caller, String keyValue, String... times) {
        for (String time : times) {
            Answer answer = caller.post(
                    "/api/v2/past_events",
                    "{\"events\":[{\"eventTypeKey\":\"" + type + "\",\"keyValue\":\"" + keyValue
                            + "\",\"occurredOn\":\"" + time + "\"}]}");
            assertThat(answer.json().get("stored").intValue()).isEqualTo(1);
        }
    }

    private long events() {
        return Long.parseLong(server.database().value("SELECT COUNT(*) FROM event WHERE event_type_key = ?", type));
    }
}
