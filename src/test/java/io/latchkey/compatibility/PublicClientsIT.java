package io.latchkey.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.RawRequest;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The requests of the public clients of the reference system, and what they read of the answers, as their code has it: in a
 * table for each client, with at least a row for each of its methods that the product has. What their callers leave out is
 * sent as the client sends it. Clients are called by their authors.
 */
@OnEachDatabase
class PublicClientsIT {

    private static final UnaryOperator<String> IN_A_QUERY = value -> URLEncoder.encode(value, StandardCharsets.UTF_8);

    private final LatchkeyServer server;
    private final Caller key;
    private final SampleData data;

    PublicClientsIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.FULL)).with("Accept", "application/json");
        this.data = new SampleData(key);
    }

    /** What is found without being named. */
    @BeforeEach
    void makeWhatIsListed() {
        data.value("contact");
        data.value("template");
        data.value("sentSms");
    }

    /** It parses each answer, and has a class for each object, which refuses fields that it does not know. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "dkulyk.csv", delimiter = '~', quoteCharacter = '`', numLinesToSkip = 1)
    void dkulyksClientWorks(String name, String method, String path, String body, Reading reading) {
        read(name, send(key.with("Content-Type", "application/json"), method, "/api/" + path, body), reading);
    }

    /** It reads the number of contacts from a header with this name, and no other spelling. */
    @Test
    void dkulyksClientFindsTheNumberOfContacts() {
        for (String path :
                List.of("contacts?email=" + data.value("email"), "group/" + data.value("group") + "/contacts?")) {
            String answer = RawRequest.exchange(server.base(), "GET", "/api/v1/" + path, key.headers(), "")
                    .text();

            assertThat(answer).contains("\r\nTotalCount: 1\r\n");
        }
    }

    /** It tells by the status that there is none. */
    @Test
    void dkulyksClientIsToldThatThereIsNone() {
        assertThat(key.get("/api/v1/contact/999999999?").status()).isEqualTo(404);
        assertThat(key.get("/api/v1/messages/email/999999999?").status()).isEqualTo(404);
    }

    /** A request has the query of the one before it, if it has none of its own. It reads what is JSON by its media type. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "updevru.csv", delimiter = '~', quoteCharacter = '`', numLinesToSkip = 1)
    void updevrusClientWorks(String name, String method, String path, String body, Reading reading) {
        read(
                name,
                send(key.with("Content-Type", "application/json; charset=UTF-8"), method, "/api/v1/" + path, body),
                reading);
    }

    /** It takes a text in errorMessage for a failure. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "dicrtarasov.csv", delimiter = '~', quoteCharacter = '`', numLinesToSkip = 1)
    void dicrtarasovsClientWorks(String name, String body) {
        Answer answer =
                send(key.with("Content-Type", "application/json; charset=UTF-8"), "POST", "/api/v1/contacts", body);

        read(name, answer, Reading.IMPORT);
        assertThat(answer.json().path("errorMessage").stringValue("")).isEmpty();
        assertThat(answer.json().get("failedContacts")).isEmpty();
    }

    /** It parses each answer that is not empty. A channel without a value is one that its caller does not know. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "busfor.csv", delimiter = '~', quoteCharacter = '`', numLinesToSkip = 1)
    void busforsClientWorks(String name, String method, String path, String body, Reading reading) {
        read(name, send(key.with("Content-Type", "application/json"), method, "/api/v1/" + path, body), reading);
    }

    private Answer send(Caller client, String method, String path, String body) {
        return client.send(
                method,
                data.fill(path, IN_A_QUERY),
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(data.fill(body, UnaryOperator.identity())));
    }

    private static void read(String name, Answer answer, Reading reading) {
        assertThat(answer.status()).as("%s: %s", name, answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElse("")).as(name).startsWith("application/json");
        reading.form().check(name, answer.json());
    }
}
