package io.latchkey.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every key may ask of its account. */
@OnEachDatabase
class AccountIT {

    private final LatchkeyServer server;

    AccountIT(LatchkeyServer server) {
        this.server = server;
    }

    @Test
    void everyKeyAsksForTheVersion() {
        for (AccessRight right : AccessRight.builtIn()) {
            Caller key = server.with(server.makeKey(right));
            for (String version : List.of("v1", "v2", "v3")) {
                Answer answer = key.get("/api/" + version + "/version");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.json().get("protocolVersion").stringValue()).isEqualTo(version);
                assertThat(answer.json().get("version").stringValue()).matches("\\d+\\.\\d+\\.\\d+.*");
            }
        }
    }

    @Test
    void theBalanceIsZero() {
        for (AccessRight right : AccessRight.builtIn()) {
            Answer answer = server.with(server.makeKey(right)).get("/api/v1/balance/");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo("{\"currentBalance\":0,\"creditLimit\":0,\"currency\":\"USD\",\"bonusEmails\":0,"
                            + "\"bonusSmses\":0}");
        }
    }

    @Test
    void theInfoIsOfTheKeysOwnOrganisation() {
        Answer own = server.with(server.makeKey(AccessRight.MESSAGES)).get("/api/v1/account/info");
        Answer other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.MESSAGES))
                .get("/api/v1/account/info");

        assertThat(own.json().get("organisationName").stringValue()).isEqualTo("My organisation");
        assertThat(own.json().has("userEmail")).isFalse();
        assertThat(other.json().get("organisationName").stringValue()).isEqualTo("Other");
        assertThat(other.json().get("orgId").longValue()).isEqualTo(1_000_000);
    }

    @Test
    void theInfoNamesTheAddressOfTheKeysCreator() {
        String name = "account" + UUID.randomUUID();
        String users = "{\"name\":\"%s\",\"password\":\"long enough 1\",\"role\":\"OWNER\"%s}";
        server.admin().post("/manage/v1/users", users.formatted(name, ",\"email\":\"" + name + "@example.com\""));
        server.admin().post("/manage/v1/users", users.formatted(name + "@example.org", ""));

        assertThat(userEmail(name)).isEqualTo(name + "@example.com");
        assertThat(userEmail(name + "@example.org")).isEqualTo(name + "@example.org");
    }

    private String userEmail(String creator) {
        Caller user = server.anonymous().as(creator, "long enough 1");
        Answer info = server.with(server.makeKey(user, AccessRight.EVENTS)).get("/api/v1/account/info");
        assertThat(info.json().get("createdBy").stringValue()).isEqualTo(creator);
        return info.json().get("userEmail").stringValue();
    }

    @Test
    void nobodyElseAsks() {
        for (String path : List.of("/api/v1/version", "/api/v1/balance", "/api/v1/account/info")) {
            assertThat(server.anonymous().get(path).status()).isEqualTo(401);
        }
    }
}
