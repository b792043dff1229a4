package io.latchkey.outbox;

import io.latchkey.template.EmailSender;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * A MIME message. Its {@code Message-ID} is derived from the request id, so that a duplicate sent after a
 * crash can be recognised.
 */
class MailMessage extends MimeMessage {

    private static final String CHARSET = StandardCharsets.UTF_8.name();

    private final String requestId;
    private final String domain;

    MailMessage(Session session, RenderedMessage rendered, Optional<EmailSender> sender, Instant sentAt)
            throws MessagingException {
        super(session);
        EmailSender from = sender.orElseThrow(() -> new SendFailedException("The sender is not an e-mail address"));
        this.requestId = rendered.requestId();
        this.domain = from.address().substring(from.address().indexOf('@') + 1);
        setFrom(address(from.address(), from.name()));
        setRecipient(Message.RecipientType.TO, address(rendered.recipient(), ""));
        setSubject(rendered.subject(), CHARSET);
        setSentDate(Date.from(sentAt));
        setBody(rendered);
        saveChanges();
    }

    private static InternetAddress address(String address, String name) throws MessagingException {
        // Of any other character the library writes the low byte: another address, or a line break, at which
        // it gives up as if the server was away.
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(address)) {
            throw new SendFailedException("The address needs SMTPUTF8");
        }
        try {
            return new InternetAddress(address, name.isEmpty() ? null : name, CHARSET);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("UTF-8 is missing from this Java runtime", e);
        }
    }

    private void setBody(RenderedMessage rendered) throws MessagingException {
        if (rendered.html().isEmpty()) {
            setText(rendered.text().orElse(""), CHARSET);
        } else if (rendered.text().isEmpty()) {
            setText(rendered.html().get(), CHARSET, "html");
        } else {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(rendered.text().get(), CHARSET);
            MimeBodyPart html = new MimeBodyPart();
            html.setText(rendered.html().get(), CHARSET, "html");
            // The preferred alternative comes last (RFC 2046, section 5.1.4).
            setContent(new MimeMultipart("alternative", text, html));
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + requestId + "@" + domain + ">");
    }
}
