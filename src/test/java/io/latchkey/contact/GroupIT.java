package io.latchkey.contact;

import static io.latchkey.contact.ContactApi.newEmail;
import static io.latchkey.contact.ContactApi.save;
import static io.latchkey.contact.ContactApi.withEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.AtOnce;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Segments: listed, and their members put in and taken out. */
@OnEachDatabase
class GroupIT {

    private final LatchkeyServer server;
    private final Caller key;

    GroupIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
    }

    private long newContact(String externalCustomerId, String group) {
        return save(
                key,
                withEmail(newEmail())
                        .replaceFirst(
                                "\\{",
                                "{\"externalCustomerId\":\"" + externalCustomerId + "\",\"groups\":[\"" + group
                                        + "\"],"));
    }

    private long groupId(String name) {
        Answer groups = key.get("/api/v1/groups?name=" + name);
        assertThat(groups.header("TotalCount")).hasValue("1");
        return groups.json().get(0).get("id").longValue();
    }

    private List<Long> members(long group) {
        return key.get("/api/v1/group/" + group + "/contacts")
                .json()
                .valueStream()
                .map(contact -> contact.get("id").longValue())
                .toList();
    }

    @Test
    void groupsAreFoundByAPartOfTheirNames() {
        String name = "100%_" + UUID.randomUUID();
        newContact(UUID.randomUUID().toString(), name);

        assertThat(key.get("/api/v1/groups?name=" + name.substring(8, 20).toUpperCase(java.util.Locale.ROOT))
                        .body())
                .contains("\"name\":\"" + name + "\",\"type\":\"Static\"");
        assertThat(key.get("/api/v1/groups?name=100%25_" + name.substring(5)).body())
                .contains(name);
        assertThat(key.get("/api/v1/groups?name=100_%25" + name.substring(5)).body())
                .isEqualTo("[]");
        assertThat(key.get("/api/v1/groups/?maxrows=1").json().size()).isEqualTo(1);
    }

    @Test
    void membersAreAttachedAndDetachedByEitherId() {
        String name = UUID.randomUUID().toString();
        String external = UUID.randomUUID().toString();
        long one = newContact(UUID.randomUUID().toString(), name);
        long two = newContact(external, "elsewhere");
        long group = groupId(name);
        String path = "/api/v1/group/" + group + "/contacts";

        Answer attached = key.post(path + "/attach", "{\"externalCustomerIds\":[\"" + external + "\",\"unknown\"]}");
        assertThat(attached.status()).isEqualTo(200);
        assertThat(attached.body()).as("who was in it is not told").isEqualTo("{}");
        key.post(path + "/attach", "{\"contactIds\":[" + one + ",\"" + two + "\",999999999]}");
        assertThat(members(group)).containsExactly(one, two);
        assertThat(key.get(path + "?maxrows=1").header("TotalCount")).hasValue("2");

        assertThat(key.post(path + "/detach", "{\"contactIds\":[" + one + "]}").status())
                .isEqualTo(200);
        assertThat(members(group)).containsExactly(two);
    }

    @Test
    void parallelAttachingPutsEachContactInOnce() {
        String name = UUID.randomUUID().toString();
        newContact(UUID.randomUUID().toString(), name);
        long contact = newContact(UUID.randomUUID().toString(), "elsewhere");
        long group = groupId(name);

        AtOnce.make(
                        12,
                        i -> key.post(
                                "/api/v1/group/" + group + "/contacts/attach", "{\"contactIds\":[" + contact + "]}"))
                .forEach(answer -> assertThat(answer.status()).isEqualTo(200));

        assertThat(members(group)).hasSize(2).contains(contact);
    }

    @Test
    void badListsAreRefusedAndNoListEmptiesNothing() {
        String name = UUID.randomUUID().toString();
        long contact = newContact(UUID.randomUUID().toString(), name);
        String path = "/api/v1/group/" + groupId(name) + "/contacts/";
        String tooMany = "1,".repeat(500) + "1";

        assertThat(key.post(path + "detach", "{}").invalidFields()).containsExactly("contactIds");
        assertThat(key.post(path + "detach", "{\"contactIds\":[]}").invalidFields())
                .containsExactly("contactIds");
        assertThat(key.post(path + "attach", "{\"contactIds\":[" + tooMany + "]}")
                        .invalidFields())
                .containsExactly("contactIds");
        assertThat(key.post(path + "attach", "{\"contactIds\":[null]}").invalidFields())
                .containsExactly("contactIds[0]");
        assertThat(key.post(path + "attach", "{\"contactIds\":[\"x\"]}").invalidFields())
                .containsExactly("contactIds[0]");
        assertThat(key.post("/api/v1/group/999999999/contacts/attach", "{\"contactIds\":[1]}")
                        .status())
                .isEqualTo(404);
        assertThat(members(groupId(name))).containsExactly(contact);
    }

    @Test
    void anotherOrganisationsGroupIsNotThere() {
        String name = UUID.randomUUID().toString();
        long contact = newContact(UUID.randomUUID().toString(), name);
        long group = groupId(name);
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));
        save(other, withEmail(newEmail()).replaceFirst("\\{", "{\"groups\":[\"theirs\"],"));
        long theirs =
                other.get("/api/v1/groups?name=theirs").json().get(0).get("id").longValue();

        assertThat(other.get("/api/v1/group/" + group + "/contacts").status()).isEqualTo(404);
        assertThat(other.post("/api/v1/group/" + group + "/contacts/detach", "{\"contactIds\":[" + contact + "]}")
                        .status())
                .isEqualTo(404);
        other.post("/api/v1/group/" + theirs + "/contacts/attach", "{\"contactIds\":[" + contact + "]}");
        assertThat(server.database()
                        .value("SELECT COUNT(*) FROM segment_member WHERE segment_id = " + theirs + " AND contact_id = "
                                + contact))
                .isEqualTo("0");
        assertThat(other.get("/api/v1/groups?name=" + name).body()).isEqualTo("[]");
    }
}
