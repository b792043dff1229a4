package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.template.EmailSender;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailSettingsTest {

    private static final String NOTICES = "Latchkey <Notices@Example.com>";

    private static MailSettings settings(Optional<String> from, String... senders) {
        return encrypted("false", from, senders);
    }

    private static MailSettings encrypted(String startTls, Optional<String> from, String... senders) {
        return new MailSettings(
                Optional.empty(),
                25,
                Optional.empty(),
                Optional.empty(),
                from,
                Optional.of(senders),
                Optional.of(NOTICES),
                startTls,
                Duration.ofSeconds(1));
    }

    private static boolean allows(MailSettings settings, String sender) {
        return settings.allows(EmailSender.parse(sender).orElseThrow());
    }

    @Test
    void withoutAListAnyMayButNotThatOfNotices() {
        for (MailSettings settings :
                new MailSettings[] {settings(Optional.empty()), settings(Optional.of("a@example.com"))}) {
            assertThat(allows(settings, "anyone@example.net")).isTrue();
            assertThat(allows(settings, "Security <notices@example.com>")).isFalse();
            assertThat(allows(settings, NOTICES)).isFalse();
        }
    }

    @Test
    void ofAListEachMay() {
        MailSettings settings = settings(Optional.of("a@example.com"), "b@example.com");

        assertThat(allows(settings, "Ann <a@example.com>")).isTrue();
        assertThat(allows(settings, "b@example.com")).isTrue();
        assertThat(allows(settings, "c@example.com")).isFalse();
        assertThat(allows(settings, NOTICES)).isFalse();
    }

    @Test
    void whoIsInTheListMayAlsoSendNotices() {
        assertThat(allows(settings(Optional.empty(), "notices@example.com"), NOTICES))
                .isTrue();
        assertThat(allows(settings(Optional.of("notices@example.com")), NOTICES))
                .isTrue();
    }

    @Test
    void aWordThatIsNeitherTrueNorFalseDoesNotTurnTlsOff() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encrypted("required", Optional.empty()))
                .withMessageContaining("latchkey.mail.starttls");
        assertThat(encrypted("true", Optional.empty()).session()).containsEntry("mail.smtp.starttls.required", "true");
    }
}
