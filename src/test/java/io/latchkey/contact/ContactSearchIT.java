package io.latchkey.contact;

import static io.latchkey.contact.ContactApi.newEmail;
import static io.latchkey.contact.ContactApi.newPhone;
import static io.latchkey.contact.ContactApi.save;
import static io.latchkey.contact.ContactApi.withEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Contacts found, page by page. */
@OnEachDatabase
class ContactSearchIT {

    private final LatchkeyServer server;
    private final Caller key;

    ContactSearchIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
    }

    private List<Long> search(String query) {
        return ids(key.get("/api/v1/contacts?" + query));
    }

    private static List<Long> ids(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .valueStream()
                .map(contact -> contact.get("id").longValue())
                .toList();
    }

    @Test
    void eachCriterionFinds() {
        String email = newEmail();
        String phone = newPhone();
        String name = "N" + phone;
        long contact = save(key, """
                {"firstName":"%s","lastName":"Lee %s","externalCustomerId":"x%s","groups":["g%s"],
                 "channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}]}""".formatted(name, name, phone, phone, email, phone));
        long other = save(key, withEmail(newEmail()).replaceFirst("\\{", "{\"firstName\":\"" + name + "\","));

        assertThat(search("email=" + email.toUpperCase(java.util.Locale.ROOT))).containsExactly(contact);
        assertThat(search("sms=%2B" + phone)).containsExactly(contact);
        assertThat(search("phone=" + phone)).containsExactly(contact);
        assertThat(search("externalCustomerId=x" + phone)).containsExactly(contact);
        assertThat(search("firstname=" + name.toLowerCase(java.util.Locale.ROOT)))
                .containsExactly(contact, other);
        assertThat(search("firstName=" + name)).containsExactly(contact, other);
        assertThat(search("firstname=" + name + "&lastname=lee%20" + name)).containsExactly(contact);
        assertThat(search("firstName=" + name + "&lastName=LEE%20" + name)).containsExactly(contact);
        assertThat(search("lastname=lee%20" + name)).containsExactly(contact);
        assertThat(search("lastName=lee%20" + name)).containsExactly(contact);
        assertThat(search("group=G" + phone)).containsExactly(contact);
        assertThat(search("groupName=g" + phone)).containsExactly(contact);
        long group = groupId("g" + phone);
        assertThat(search("groupId=" + group)).containsExactly(contact);
        assertThat(search("groupId=" + group + "&ids=" + other + "," + contact)).containsExactly(contact);
        assertThat(search("ids=" + other + "," + contact)).containsExactly(contact, other);
        assertThat(search("email=" + email + "&group=g" + phone)).containsExactly(contact);
        assertThat(search("ids=" + other + "&group=g" + phone)).isEmpty();
        assertThat(search("email=" + email + "&firstname=nobody")).isEmpty();
        assertThat(search("email=no%20address")).isEmpty();
        assertThat(search("group=" + UUID.randomUUID())).isEmpty();
    }

    private long groupId(String name) {
        return key.get("/api/v1/groups?name=" + name).json().get(0).get("id").longValue();
    }

    @Test
    void whatAnotherOrganisationHasIsNotFound() {
        String email = newEmail();
        String name = UUID.randomUUID().toString();
        long contact = save(key, withEmail(email).replaceFirst("\\{", "{\"groups\":[\"" + name + "\"],"));
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));
        long theirs = save(other, withEmail(newEmail()).replaceFirst("\\{", "{\"groups\":[\"" + name + "\"],"));

        assertThat(ids(other.get("/api/v1/contacts?ids=" + contact + "," + theirs)))
                .containsExactly(theirs);
        assertThat(other.get("/api/v1/contacts?groupId=" + groupId(name)).body())
                .isEqualTo("[]");
        assertThat(ids(other.get("/api/v1/contacts?groupName=" + name))).containsExactly(theirs);
        assertThat(ids(other.get("/api/v1/contacts"))).contains(theirs).doesNotContain(contact);
        assertThat(other.get("/api/v1/contacts/email?ids=" + contact + "," + theirs)
                        .body())
                .contains("\"contactId\":" + theirs + ",")
                .doesNotContain(email);
        assertThat(search("groupId=" + groupId(name))).containsExactly(contact);
    }

    @Test
    void pagesFollowOneAnotherByOffsetAndByLink() {
        String name = UUID.randomUUID().toString();
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(save(key, withEmail(newEmail()).replaceFirst("\\{", "{\"lastName\":\"" + name + "\",")));
        }

        Answer first = key.get("/api/v1/contacts?maxrows=2&lastname=" + name);
        assertThat(ids(first)).isEqualTo(all.subList(0, 2));
        assertThat(first.header("TotalCount")).hasValue("5");
        assertThat(search("startindex=3&maxrows=2&lastname=" + name)).isEqualTo(all.subList(2, 4));
        assertThat(search("startindex=100000&lastname=" + name)).isEmpty();

        Answer second = key.get(next(first));
        assertThat(ids(second)).isEqualTo(all.subList(2, 4));
        assertThat(second.header("TotalCount")).hasValue("5");
        Answer third = key.get(next(second));
        assertThat(ids(third)).isEqualTo(all.subList(4, 5));
        assertThat(third.header("Link")).isEmpty();
    }

    private static String next(Answer page) {
        String link = page.header("Link").orElseThrow();
        assertThat(link).matches("<[^>]+>; ?rel=\"next\"");
        URI uri = URI.create(link.substring(1, link.indexOf('>')));
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    @Test
    void badParametersAreRefusedByName() {
        for (String query : List.of(
                "startindex=0",
                "startindex=100001",
                "startindex=x",
                "maxrows=0",
                "maxrows=501",
                "after=-1",
                "ids=1,x",
                "email=a%00b",
                "firstname=" + "x".repeat(501),
                "groupId=x")) {
            Answer refused = key.get("/api/v1/contacts?" + query);

            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.invalidFields()).as(query).containsExactly(query.substring(0, query.indexOf('=')));
        }
        assertThat(key.get("/api/v1/contacts?firstname=a&group=b").invalidFields())
                .containsExactly("group");
        assertThat(key.get("/api/v1/contacts?ids="
                                + String.join(
                                        ",",
                                        java.util.stream.IntStream.rangeClosed(1, 501)
                                                .mapToObj(Integer::toString)
                                                .toList()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void emailsAreToldByIds() {
        String email = newEmail();
        long contact = save(key, withEmail(email));
        long phoneOnly = save(key, "{\"channels\":[{\"type\":\"sms\",\"value\":\"" + newPhone() + "\"}]}");

        assertThat(key.get("/api/v1/contacts/email?ids=" + contact + "," + phoneOnly)
                        .body())
                .isEqualTo("{\"results\":[{\"contactId\":" + contact + ",\"email\":\"" + email + "\"}]}");
        for (String name : List.of("emails", "contactIds")) {
            assertThat(key.get("/api/v1/contacts/email?" + name + "=" + contact).body())
                    .as(name)
                    .contains(email);
            assertThat(key.get("/api/v1/contacts/email?" + name + "=a").invalidFields())
                    .containsExactly(name);
        }
        assertThat(key.get("/api/v1/contacts/email?ids=a").invalidFields()).containsExactly("ids");
        assertThat(key.get("/api/v1/contacts/email?ids=" + contact + ",1".repeat(499))
                        .body())
                .contains(email);
        Answer tooMany = key.get("/api/v1/contacts/email?ids=" + contact + ",1".repeat(500));
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.invalidFields()).containsExactly("ids");
        for (String none : List.of("", "?ids=", "?email=" + email)) {
            Answer refused = key.get("/api/v1/contacts/email" + none);
            assertThat(refused.status()).as(none).isEqualTo(400);
            assertThat(refused.invalidFields()).as(none).containsExactly("ids");
        }
    }

    @Test
    void anExportHasEveryContactOnALineOfItsOwn() {
        List<Long> saved = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            saved.add(save(key, withEmail(newEmail())));
        }

        Answer export = key.get("/api/v1/contacts/export");
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
        assertThat(exported(export)).isSorted().containsAll(saved);

        assertThat(exported(key.get("/api/v1/contacts/export?after=" + saved.get(1))))
                .contains(saved.get(2))
                .doesNotContain(saved.get(0), saved.get(1));
    }

    @Test
    void anExportIsOfOneOrganisation() {
        long ours = save(key, withEmail(newEmail()));
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));
        long theirs = save(other, withEmail(newEmail()));

        assertThat(exported(other.get("/api/v1/contacts/export")))
                .contains(theirs)
                .doesNotContain(ours);
    }

    private static List<Long> exported(Answer export) {
        return export.body()
                .lines()
                .map(line -> new JsonMapper().readTree(line).get("id").longValue())
                .toList();
    }
}
