package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.ClearHttp2;
import io.latchkey.testing.HiddenRequest;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent so that a proxy takes it for the body of one request, and the server for another request. */
@OnOneDatabase
class RequestSmugglingIT {

    /** In which every answer comes, even on a busy machine. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final String EVENT = "/api/v1/event";

    private final LatchkeyServer server;
    private final TestKey key;

    RequestSmugglingIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.makeKey(AccessRight.EVENTS);
    }

    /**
     * An event is stored; for management the key is none, so that the authentication answers; elsewhere nobody is
     * asked who they are, and not every server asks the product.
     */
    @ParameterizedTest
    @ValueSource(strings = {EVENT, "/manage/v1/keys", "/nothing", "/x/../manage/v1/keys", "/openapi"})
    void whatIsHiddenInABodyIsNoRequest(String path) {
        assertThat(executed(path, HiddenRequest.FORMS)).isEmpty();
    }

    /** Open Liberty takes such a length for none where nobody reads the body, and does not show it. */
    @ParameterizedTest
    @ValueSource(strings = {EVENT, "/manage/v1/keys", "/nothing", "/x/../manage/v1/keys", "/openapi"})
    void aLengthThatIsNoNumberIsNotTakenForNone(String path) {
        boolean mayBe = System.getProperty("latchkey.test.server").equals("open-liberty") && !path.equals(EVENT);

        assertThat(executed(path, HiddenRequest.NO_LENGTHS)).isSubsetOf(mayBe ? HiddenRequest.NO_LENGTHS : List.of());
    }

    private List<String> executed(String path, List<String> forms) {
        Map<String, HiddenRequest> sent = new LinkedHashMap<>();
        for (String form : forms) {
            HiddenRequest hidden = HiddenRequest.make();
            exchange(hidden, path, form, Duration.ofSeconds(1));
            sent.put(form, hidden);
        }
        // Payara executes the one behind the other also after it has closed the connection.
        Pause.of(Duration.ofSeconds(1));
        return forms.stream()
                .filter(form -> sent.get(form).isExecuted(server.database()))
                .toList();
    }

    /** That the others were not is due to their form. */
    @Test
    void aRequestBehindAnotherIsExecuted() {
        HiddenRequest second = HiddenRequest.make();
        HiddenRequest.Exchange exchange = exchange(second, EVENT, HiddenRequest.BEHIND, LONG);

        assertThat(exchange.statuses()).hasSize(2).last().isEqualTo(201);
        assertThat(second.isExecuted(server.database())).isTrue();
    }

    @Test
    void aBodyInChunksIsTakenWholeAndIsTheLastOfItsConnection() {
        HiddenRequest.Exchange exchange =
                exchange(HiddenRequest.make(), EVENT, "Transfer-Encoding: chunked\r\n\r\n{chunks}", LONG);

        assertThat(exchange.statuses()).singleElement().isEqualTo(200);
        assertThat(exchange.text()).containsIgnoringCase("Connection: close");
        assertThat(exchange.closed()).isTrue();
    }

    /** A proxy that handed the wish on would see nothing of the requests that come then, nor say whose they are. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/version", "/verify", "/sign-in", "/nothing"})
    void noConnectionBecomesOneOfAnotherProtocol(String path) {
        // The first answer of a page takes its time.
        server.anonymous().get(path);

        HiddenRequest.Exchange exchange = HiddenRequest.send(server.base().getPort(), ClearHttp2.upgrade(path), LONG);

        assertThat(exchange.statuses()).singleElement().isNotEqualTo(101);
    }

    @Test
    void noConnectionBeginsAsOneOfAnotherProtocol() {
        HiddenRequest.Exchange exchange =
                HiddenRequest.send(server.base().getPort(), ClearHttp2.PREFACE, Duration.ofSeconds(1));

        // Nothing, or the refusal of a request that is none, in clear: no frames.
        assertThat(exchange.text()).matches("(?s)(HTTP/.*)?");
        assertThat(exchange.statuses()).allSatisfy(status -> assertThat(status).isGreaterThanOrEqualTo(400));
    }

    private HiddenRequest.Exchange exchange(HiddenRequest hidden, String path, String form, Duration silence) {
        return HiddenRequest.send(
                server.base().getPort(),
                hidden.within(
                        path, server.with(key).headers(), form, server.admin().headers()),
                silence);
    }
}
