package io.latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.HeldLocks;
import io.latchkey.testing.LatchkeyServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What tests do with contacts over HTTP. */
public final class ContactApi {

    private ContactApi() {}

    /** An address that no other test has. */
    public static String newEmail() {
        return UUID.randomUUID() + "@example.com";
    }

    /** A phone number that no other test is likely to have. */
    public static String newPhone() {
        return "38" + (UUID.randomUUID().getMostSignificantBits() >>> 24);
    }

    /** The body of a contact with this address alone. */
    public static String withEmail(String email) {
        return "{\"channels\":[{\"type\":\"email\",\"value\":\"" + email + "\"}]}";
    }

    /** Adds or changes a contact, which must succeed, and says its id. */
    public static long save(Caller key, String json) {
        return id(key.post("/api/v1/contact", json));
    }

    /** The id in an answer to a write. */
    public static long id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("id").longValue();
    }

    /** The contact, which must be there. */
    public static JsonNode read(Caller key, long id) {
        Answer answer = key.get("/api/v1/contact/" + id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** The answer to a request that finds the contact, but waits for a deletion of it that is under way. */
    static Answer whileBeingDeleted(LatchkeyServer server, long contact, Supplier<Answer> request) throws Exception {
        try (Connection connection = server.database().dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String table : List.of("contact_channel WHERE contact_id", "contact WHERE id")) {
                    statement.executeUpdate("DELETE FROM " + table + " = " + contact);
                }
            }
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(request);
            new HeldLocks(connection, server.database().dataSource()).awaitWaiting(1);
            connection.commit();
            return answer.get(1, TimeUnit.MINUTES);
        }
    }

    /** The value of the contact's channel of this kind; empty when it has none. */
    public static String channel(JsonNode contact, String type) {
        return contact.get("channels")
                .valueStream()
                .filter(channel -> channel.get("type").stringValue().equals(type))
                .map(channel -> channel.get("value").stringValue())
                .findFirst()
                .orElse("");
    }
}
