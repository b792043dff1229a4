package io.latchkey.outbox;

import io.latchkey.setting.TrueOrFalse;
import io.latchkey.template.EmailSender;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The mail server and the permitted senders, configured under {@code latchkey.mail}. */
@Singleton
public class MailSettings {

    private final Optional<String> host;
    private final int port;
    private final Optional<String> user;
    private final Optional<String> password;
    private final Optional<EmailSender> from;
    private final List<EmailSender> senders;
    private final Optional<EmailSender> notices;
    private final boolean startTls;
    private final Duration timeout;

    /**
     * Creates the settings.
     *
     * @throws IllegalArgumentException when a sender is not an e-mail address, or {@code latchkey.mail.starttls}
     *     is neither true nor false
     */
    @Inject
    public MailSettings(
            @ConfigProperty(name = "latchkey.mail.host") Optional<String> host,
            @ConfigProperty(name = "latchkey.mail.port") int port,
            @ConfigProperty(name = "latchkey.mail.user") Optional<String> user,
            @ConfigProperty(name = "latchkey.mail.password") Optional<String> password,
            @ConfigProperty(name = "latchkey.mail.from") Optional<String> from,
            @ConfigProperty(name = "latchkey.mail.senders") Optional<String[]> senders,
            @ConfigProperty(name = "latchkey.notice.from") Optional<String> notices,
            @ConfigProperty(name = "latchkey.mail.starttls") String startTls,
            @ConfigProperty(name = "latchkey.mail.timeout") Duration timeout) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        this.from = from.map(MailSettings::sender);
        this.senders = Arrays.stream(senders.orElse(new String[0]))
                .map(MailSettings::sender)
                .toList();
        this.notices = notices.map(MailSettings::sender);
        this.startTls = TrueOrFalse.require("latchkey.mail.starttls", startTls);
        this.timeout = timeout;
    }

    private static EmailSender sender(String text) {
        return EmailSender.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "latchkey.mail.from, latchkey.mail.senders and latchkey.notice.from must be e-mail addresses"));
    }

    boolean hasHost() {
        return host.isPresent();
    }

    Optional<String> user() {
        return user;
    }

    Optional<String> password() {
        return password;
    }

    /**
     * Returns whether messages may be sent from this address: any of those configured, or any at all when only
     * {@code latchkey.mail.from} or nothing is configured; except, unless it is configured, that of notices, or whoever
     * may send messages could send notices.
     */
    public boolean allows(EmailSender sender) {
        return senders().stream().anyMatch(known -> known.hasAddressOf(sender))
                || senders.isEmpty() && notices.filter(sender::hasAddressOf).isEmpty();
    }

    /** Returns the sender of notices: that of {@code latchkey.notice.from}, or else the first sender of messages. */
    public Optional<EmailSender> noticeSender() {
        return notices.or(() -> senders().stream().findFirst());
    }

    /** Returns the configured senders. */
    public List<EmailSender> senders() {
        return Stream.concat(from.stream(), senders.stream()).distinct().toList();
    }

    /**
     * Returns the properties of a Jakarta Mail session (Jakarta Mail 2.1, appendix A, and those of the SMTP
     * provider).
     */
    Properties session() {
        String millis = Long.toString(timeout.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host.orElse(""));
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.auth", Boolean.toString(user.isPresent()));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        // Required, since a man in the middle could otherwise strip the encryption.
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        from.ifPresent(sender -> properties.setProperty("mail.smtp.from", sender.address()));
        return properties;
    }
}
