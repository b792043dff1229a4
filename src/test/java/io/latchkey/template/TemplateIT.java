package io.latchkey.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Templates, as public clients make, find, change and delete them. */
@OnEachDatabase
class TemplateIT {

    private static final String EMAIL = """
            {"name":"%s","from":"Shop <shop@example.com>","subject":"Subject","htmlText":"<h1>ТЕСТ ${name}</h1>",
             "rawHtml":"<h1>raw</h1>","ampHtml":"<amp>","cssText":"h1{color:red}","languageCode":"en",
             "tags":["tag1","Tag 2"],"subscriptionsKeys":["news"]}""";
    private static final String SMS = """
            {"name":"%s","from":"Shop","text":"Hello ${name}","trackUrls":true,"tags":["tag1"]}""";

    private final LatchkeyServer server;
    private final Caller key;

    TemplateIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.MESSAGES));
    }

    @Test
    void anEmailIsKeptAsItWasSent() {
        JsonNode read =
                key.get("/api/v1/messages/email/" + create("email", EMAIL)).json();

        assertThat(read.get("name").stringValue()).startsWith("t-");
        assertThat(read.get("from").stringValue()).isEqualTo("Shop <shop@example.com>");
        assertThat(read.get("subject").stringValue()).isEqualTo("Subject");
        assertThat(read.get("htmlText").stringValue()).isEqualTo("<h1>ТЕСТ ${name}</h1>");
        assertThat(read.get("rawHtml").stringValue()).isEqualTo("<h1>raw</h1>");
        assertThat(read.get("ampHtml").stringValue()).isEqualTo("<amp>");
        assertThat(read.get("css").stringValue()).isEqualTo("h1{color:red}");
        assertThat(read.get("tags").toString()).isEqualTo("[\"tag1\",\"Tag 2\"]");
        assertThat(read.get("subscriptionsKeys").toString()).isEqualTo("[\"news\"]");
        assertThat(read.get("languages").toString()).isEqualTo("[\"en\"]");
        assertThat(read.has("translations")).isFalse();
    }

    /** In lower case each letter is two. */
    @Test
    void theLongestNameAndTagsAreKept() {
        String tags = "\"" + "İ".repeat(98) + "%02d\"";
        String template = "{\"name\":\"" + "İ".repeat(255) + "\",\"from\":\"Shop\",\"text\":\"t\",\"tags\":["
                + IntStream.range(0, 20).mapToObj(tags::formatted).collect(Collectors.joining(",")) + "]}";

        Answer made = key.post("/api/v1/messages/sms", template);

        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(key.get(path("sms", made.json().get("id").longValue()))
                        .json()
                        .get("tags"))
                .hasSize(20);
    }

    @Test
    void whetherLinksAreTrackedIsKept() {
        String tracked = EMAIL.replaceFirst("\\{", "{\"trackUrls\":true,");
        String path = path("email", create("email", tracked.replace("true", "false")));

        assertThat(key.get(path).json().get("trackUrls").booleanValue()).isFalse();
        // What is usual is not said: some clients do not know the field.
        assertThat(key.put(path, tracked.formatted("t")).status()).isEqualTo(200);
        assertThat(key.get(path).json().has("trackUrls")).isFalse();
    }

    /** Some clients fail on a field that they do not know: they get none that says nothing. */
    @Test
    void listsThatAreEmptyAreLeftOut() {
        String name = "t-" + UUID.randomUUID();
        String plain = "{\"name\":\"" + name + "\",\"from\":\"a@b.c\",\"subject\":\"s\",\"htmlText\":\"h\"}";
        JsonNode read = key.get(path("email", create("email", plain))).json();
        JsonNode found = key.get("/api/v1/messages/email?search=" + name).json().get(0);

        for (String list : List.of("subscriptionsKeys", "languages", "translations")) {
            assertThat(read.has(list)).as(list).isFalse();
            assertThat(found.has(list)).as(list).isFalse();
        }
    }

    @Test
    void whatWasReadCanBeWrittenBack() {
        for (String channel : List.of("email", "sms")) {
            String path = path(channel, create(channel, channel.equals("email") ? EMAIL : SMS));
            key.put(path + "/uk", translation(channel, "uk"));
            String read = key.get(path).body();

            assertThat(key.put(path, read).status()).isEqualTo(200);
            assertThat(key.get(path).body()).isEqualTo(read);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "sms"})
    void aLanguageHasOneWordingHoweverItIsWritten(String channel) {
        String path = path(channel, create(channel, channel.equals("email") ? EMAIL : SMS));
        key.put(path, translation(channel, "base").replaceFirst("\\{", "{\"languageCode\":\"en_GB\","));

        for (String language : List.of("pt-BR", "pt_br", "PT-br")) {
            assertThat(key.put(path + "/" + language, translation(channel, language))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(key.put(path + "/EN-gb", translation(channel, "base again")).status())
                .isEqualTo(200);
        assertThat(key.delete(path + "/EN-gb").status()).isEqualTo(404);

        JsonNode read = key.get(path).json();
        assertThat(read.get("name").stringValue()).isEqualTo("base again");
        assertThat(read.get("translations")).hasSize(1);
        assertThat(read.at("/translations/0/name").stringValue()).isEqualTo("PT-br");
        assertThat(key.put(path, translation(channel, "x").replaceFirst("\\{", "{\"languageCode\":\"Pt_bR\","))
                        .status())
                .isEqualTo(409);
        assertThat(key.get(path).json().get("name").stringValue()).isEqualTo("base again");
        assertThat(key.delete(path + "/pt-br").status()).isEqualTo(200);
        assertThat(key.delete(path + "/pt-BR").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "sms"})
    void theIdInATemplateIsIgnoredHoweverItIsWritten(String channel) {
        for (String id : List.of("12", "\"12\"", "\"\"", "null")) {
            String template = translation(channel, "x").replaceFirst("\\{", "{\"id\":" + id + ",");
            String path = path(channel, create(channel, template));

            assertThat(key.put(path, template).status()).as(id).isEqualTo(200);
            assertThat(key.put(path + "/uk", template).status()).as(id).isEqualTo(200);
            assertThat(key.get(path).json().at("/translations/0/name").stringValue())
                    .isEqualTo("x");
        }
    }

    @Test
    void aTemplateHasAtMostFiftyTranslations() {
        String path = path("sms", create("sms", SMS));
        for (int i = 0; i < TemplateWordings.MAX_TRANSLATIONS; i++) {
            String language = "a" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
            assertThat(key.put(path + "/" + language, translation("sms", "x")).status())
                    .isEqualTo(200);
        }

        assertThat(key.put(path + "/uk", translation("sms", "x")).status()).isEqualTo(409);
        assertThat(key.put(path + "/aaa", translation("sms", "again")).status()).isEqualTo(200);
        assertThat(key.get(path).json().get("translations")).hasSize(TemplateWordings.MAX_TRANSLATIONS);
    }

    /** They are read together. */
    @Test
    void aTemplatesWordingsAreLimitedTogether() {
        String path = path("email", create("email", EMAIL));
        String half = translation("email", "x").replace("\"h\"", "\"" + "h".repeat(500_000) + "\"");
        String whole = half.replace("\"name\"", "\"rawHtml\":\"" + "r".repeat(500_000) + "\",\"name\"");
        for (String language : List.of("uk", "de")) {
            assertThat(key.put(path + "/" + language, whole).status()).isEqualTo(200);
        }

        for (Answer refused : List.of(key.put(path + "/fr", half), key.put(path, half), key.put(path + "/en", half))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.invalidFields()).containsExactly("htmlText");
            assertThat(refused.body()).contains(String.valueOf(TemplateWordings.MAX_CHARACTERS));
        }
        assertThat(key.put(path + "/uk", half).status()).isEqualTo(200);
        assertThat(key.put(path + "/fr", half).status()).isEqualTo(200);
        assertThat(key.get(path).json().get("translations")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "sms"})
    void aTemplateIsChangedTranslatedAndDeleted(String channel) {
        long id = create(channel, channel.equals("email") ? EMAIL : SMS);
        String path = path(channel, id);

        assertThat(key.put(path, translation(channel, "changed"))
                        .json()
                        .get("id")
                        .longValue())
                .isEqualTo(id);
        assertThat(key.put(path + "/uk", translation(channel, "uk")).status()).isEqualTo(200);
        assertThat(key.put(path + "/uk", translation(channel, "uk again")).status())
                .isEqualTo(200);
        JsonNode read = key.get(path).json();
        assertThat(read.get("name").stringValue()).isEqualTo("changed");
        assertThat(read.get("translations")).hasSize(1);
        assertThat(read.get("translations").get(0).get("name").stringValue()).isEqualTo("uk again");
        assertThat(read.get("translations").get(0).get("languageCode").stringValue())
                .isEqualTo("uk");

        assertThat(key.delete(path + "/uk").status()).isEqualTo(200);
        assertThat(key.delete(path + "/uk").status()).isEqualTo(404);
        assertThat(key.delete(path).status()).isEqualTo(200);
        for (Answer answer : List.of(
                key.get(path),
                key.delete(path),
                key.put(path, translation(channel, "x")),
                key.put(path + "/uk", translation(channel, "x")),
                key.delete(path + "/uk"))) {
            assertThat(answer.status()).isEqualTo(404);
        }
        assertThat(server.database().value("SELECT COUNT(*) FROM message_wording WHERE template_id = ?", id))
                .isEqualTo("0");
    }

    @Test
    void aTemplateIsFoundByAPartOfItsNameOrTag() {
        String mark = "M%_!" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 1; i <= 3; i++) {
            key.post("/api/v1/messages/email/", EMAIL.formatted("Part " + i + " of " + mark));
        }
        key.post(
                "/api/v1/messages/email",
                EMAIL.formatted("x").replace("tag1", mark.toLowerCase(java.util.Locale.ROOT)));
        String search = "/api/v1/messages/email/?search="
                + java.net.URLEncoder.encode(
                        mark.toUpperCase(java.util.Locale.ROOT), java.nio.charset.StandardCharsets.UTF_8);

        Answer all = key.get(search);
        Answer second = key.get(search + "&maxrows=2&startindex=3");

        assertThat(all.header("TotalCount")).hasValue("4");
        assertThat(all.json()).hasSize(4);
        assertThat(all.json().get(0).get("from").stringValue()).isEqualTo("Shop <shop@example.com>");
        assertThat(all.json().get(0).has("htmlText")).isFalse();
        assertThat(second.header("TotalCount")).hasValue("4");
        assertThat(second.json().get(0).get("name").stringValue()).isEqualTo("Part 3 of " + mark);
        assertThat(second.json()).hasSize(2);
        assertThat(key.get(search.replace("email", "sms")).json()).isEmpty();
        assertThat(key.get("/api/v1/messages/email?search=%25").json().valueStream())
                .isNotEmpty()
                .allMatch(template -> template.toString().contains("%"));
    }

    @Test
    void twoTranslationsIntoOneLanguageAtOnceAreOne() throws Exception {
        String path = path("email", create("email", EMAIL));
        ExecutorService clients = Executors.newFixedThreadPool(6);
        try {
            Callable<Answer> put = () -> key.put(path + "/de", translation("email", "de"));
            for (Future<Answer> answer :
                    clients.invokeAll(Stream.generate(() -> put).limit(6).toList())) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(key.get(path).json().get("translations")).hasSize(1);
    }

    @Test
    void anotherOrganisationsTemplateIsNotThere() {
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));
        String path = path("email", create("email", EMAIL));

        for (Answer answer : List.of(
                other.get(path),
                other.get(path + "/viewLink"),
                other.get(path.replace("email", "sms") + "/viewLink"),
                other.delete(path),
                other.delete(path + "/en"),
                other.put(path, translation("email", "x")),
                other.put(path + "/uk", translation("email", "x")))) {
            assertThat(answer.status()).isEqualTo(404);
        }
        assertThat(other.get("/api/v1/messages/email?search=t-").json()).isEmpty();
        assertThat(key.get(path).status()).isEqualTo(200);
        assertThat(key.get(path.replace("email", "sms")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "email ~ {} ~ from,htmlText,name,subject",
                "email ~ {'name':'n','from':'x','subject':'s','htmlText':'h'} ~ from",
                "email ~ {'name':'n\\n','from':'a@b.c','subject':'s\\u2028','htmlText':'h'} ~ name,subject",
                "email ~ {'name':'n','from':'a@b.c','subject':'s','htmlText':'#parse (1)'} ~ htmlText",
                "email ~ {'name':'n','from':'a@b.c','subject':'s','htmlText':'h','css':'</STYLE><script>'} ~ css",
                "email ~ {'name':'n','from':'a@b.c','subject':'s','htmlText':'h','languageCode':'../x'} ~ languageCode",
                "email ~ {'name':'n','from':'a@b.c','subject':'s','htmlText':'h','tags':['']} ~ tags[0]",
                "email ~ {'name':'n','from':'a@b.c','subject':'s','htmlText':'h\\u0000'} ~ htmlText",
                "email ~ {'name':'n','from':'a@b.c','subject':'s','htmlText':'h','more':1} ~ more",
                "email ~ {'name':1,'from':'a@b.c','subject':'s','htmlText':'h'} ~ name",
                "sms ~ {} ~ from,name,text",
                "sms ~ {'name':'n','from':'f','text':'#if(1)'} ~ text",
            })
    void badInputIsRefusedByField(String channel, String json, String fields) {
        Answer answer = key.post("/api/v1/messages/" + channel, json.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.invalidFields().stream()
                        .map(field -> field.replaceAll("\\.?<.*", ""))
                        .distinct())
                .containsExactlyInAnyOrder(fields.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"startindex=0", "maxrows=0", "maxrows=501", "startindex=-1", "search=%00", "search=a%0Ab"})
    void badParametersAreRefused(String query) {
        Answer answer = key.get("/api/v1/messages/email?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void theViewLinkShowsTheEmailToWhoeverHasIt() {
        long id = create("email", EMAIL.replace("<h1>", "<script>alert(1)</script><h1>"));
        String link =
                key.get(path("email", id) + "/viewLink").json().get("link").stringValue();

        assertThat(link).startsWith(server.base() + "/view/");
        Answer page =
                server.anonymous().get(link.substring(server.base().toString().length()));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox; default-src 'none';");
        assertThat(page.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.header("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.body()).contains("<h1>ТЕСТ </h1>", "<style>h1{color:red}</style>");

        key.delete(path("email", id));
        assertThat(server.anonymous()
                        .get(link.substring(server.base().toString().length()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theViewLinkOfATextMessageShowsPlainText() {
        long id = create("sms", SMS.replace("Hello", "<b>Привіт</b>"));
        String link = key.get(path("sms", id) + "/viewLink").json().get("link").stringValue();

        Answer page =
                server.anonymous().get(link.substring(server.base().toString().length()));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(page.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.body()).isEqualTo("<b>Привіт</b> ");
        assertThat(key.get(path("sms", Long.MAX_VALUE / 10) + "/viewLink").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/view/", "/view", "/view/AAAA", "/view/..%2fx", "/view/%00"})
    void whatIsNoLinkShowsNothing(String path) {
        assertThat(server.anonymous().get(path).status()).isBetween(400, 404);
    }

    private long create(String channel, String json) {
        Answer made = key.post("/api/v1/messages/" + channel, json.formatted("t-" + UUID.randomUUID()));
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        return made.json().get("id").longValue();
    }

    private static String path(String channel, long id) {
        return "/api/v1/messages/" + channel + "/" + id;
    }

    private static String translation(String channel, String name) {
        return channel.equals("email")
                ? "{\"name\":\"" + name + "\",\"from\":\"a@b.c\",\"subject\":\"s\",\"htmlText\":\"h\"}"
                : "{\"name\":\"" + name + "\",\"from\":\"Shop\",\"text\":\"t\"}";
    }
}
