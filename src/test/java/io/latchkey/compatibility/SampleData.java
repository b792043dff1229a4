package io.latchkey.compatibility;

import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the requests of a client are about: {@code {{contact}}} is the id of a contact, which is made when it is needed. */
final class SampleData {

    private static final Pattern NAME = Pattern.compile("\\{\\{(\\w+)}}");

    private final Caller key;
    private final Map<String, String> made = new HashMap<>();
    private final String mark = UUID.randomUUID().toString().substring(0, 13);

    SampleData(Caller key) {
        this.key = key;
    }

    /** The text with the values in the places of their names. */
    String fill(String text, UnaryOperator<String> encoding) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(encoding.apply(value(name.group(1)))));
    }

    /** The value of this name. */
    String value(String name) {
        String known = made.get(name);
        if (known == null) {
            known = make(name);
            made.put(name, known);
        }
        return known;
    }

    private String make(String name) {
        return switch (name) {
            case "email" -> "c" + mark + "@example.com";
            case "newEmail" -> "n" + UUID.randomUUID() + "@example.com";
            case "phone", "newPhone" -> "38" + ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L);
            case "segment" -> "g" + mark;
            case "templateName" -> "t" + mark;
            case "contact" -> contact();
            case "group" ->
                key.get("/api/v1/groups?name=" + value("segment"))
                        .json()
                        .at("/0/id")
                        .asString();
            case "template" ->
                post("messages/email", """
                    {"name":"%s","from":"Shop <shop@example.com>","subject":"Hi ${name}","htmlText":"<h1>x</h1>","tags":[]}""".formatted(value("templateName")))
                        .get("id")
                        .asString();
            case "smsTemplate" ->
                post("messages/sms", """
                    {"name":"%s","from":"Shop","text":"x"}""".formatted(value("templateName")))
                        .get("id")
                        .asString();
            case "sentEmail" ->
                post("message/email", """
                    {"from":"shop@example.com","subject":"s","htmlText":"x","emails":["%s"]}""".formatted(value("email")))
                        .findValue("requestId")
                        .asString();
            case "sentSms" ->
                post("message/sms", """
                    {"from":"Shop","text":"x","phoneNumbers":["%s"]}""".formatted(value("phone")))
                        .findValue("requestId")
                        .asString();
            case "import" -> imported();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String contact() {
        return post("contact", """
                {"firstName":"Ann","lastName":"Lee","channels":[{"type":"email","value":"%s"},{"type":"sms","value":"%s"}],
                 "address":{"town":"Kyiv"},"fields":[{"id":7,"value":"x"}],"groups":[{"name":"%s"}]}""".formatted(value("email"), value("phone"), value("segment")))
                .get("id")
                .asString();
    }

    private String imported() {
        String session = post("contacts", """
                {"contacts":[{"firstName":"Ann","channels":[{"type":"email","value":"%s"}]}],"dedupeOn":"email"}""".formatted(value("email")))
                .get("asyncSessionId")
                .asString();
        Pause.until("the import", Duration.ofSeconds(30), () -> key.get("/api/v1/importstatus/" + session)
                .body()
                .contains("FINISHED"));
        return session;
    }

    private JsonNode post(String path, String body) {
        Answer answer = key.post("/api/v1/" + path, body);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + ": " + answer);
        }
        return answer.json();
    }
}
