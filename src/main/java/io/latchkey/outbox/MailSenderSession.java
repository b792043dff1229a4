package io.latchkey.outbox;

import io.latchkey.template.EmailSender;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.regex.Pattern;

/** A connection to the mail server, opened for the first message. */
class MailSenderSession implements SenderSession {

    private static final Logger LOG = System.getLogger(MailSenderSession.class.getName());

    /**
     * Except those about this product's credentials (RFC 4954, section 6), which somebody may correct, and those about
     * the network or the server's limits (enhanced codes 5.4.x, RFC 3463, section 3.5, and 5.7.7xx, as used by
     * Microsoft), which pass: large providers refuse everything in this way while a sending limit is exceeded.
     */
    private static final Pattern FOR_GOOD =
            Pattern.compile("5(?!30|34|35|38)[0-9]{2}(?![0-9])(?![ -]5\\.(?:4\\.|7\\.7[0-9]{2}))");

    private final Session session;
    private final MailSettings settings;
    private final Clock clock;
    private Transport transport;

    MailSenderSession(Session session, MailSettings settings, Clock clock) {
        this.session = session;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Outcome send(RenderedMessage rendered) {
        MimeMessage mail;
        try {
            mail = new MailMessage(session, rendered, EmailSender.parse(rendered.sender()), clock.instant());
        } catch (MessagingException unfit) {
            return new Outcome(Outcome.Kind.REFUSED, "The message cannot be turned into an e-mail.");
        }
        try {
            connect();
            transport.sendMessage(mail, mail.getAllRecipients());
            return Outcome.of(Outcome.Kind.DELIVERED);
        } catch (SendFailedException refused) {
            // The server has answered, so the connection is still usable.
            return new Outcome(isForGood(refused) ? Outcome.Kind.REFUSED : Outcome.Kind.FAILED, answer(refused));
        } catch (AuthenticationFailedException misconfigured) {
            close();
            LOG.log(Level.WARNING, "The mail server refused the user or the password");
            return new Outcome(Outcome.Kind.UNREACHABLE, "The mail server refused the user or the password.");
        } catch (MessagingException broken) {
            close();
            // Only the operator learns why: the reason names the server, which is not the organisation's.
            LOG.log(Level.WARNING, "The mail server could not be used: {0}", broken.toString());
            return new Outcome(Outcome.Kind.UNREACHABLE, "The mail server could not be reached or did not answer.");
        }
    }

    private void connect() throws MessagingException {
        if (transport == null) {
            transport = session.getTransport("smtp");
            transport.connect(settings.user().orElse(null), settings.password().orElse(null));
        }
    }

    /**
     * Returns whether the server refuses the recipient, the sender or the text permanently (RFC 5321, section
     * 4.2.1). The library's exceptions that have the code belong to the server's own library; of a refused
     * sender or text, the message is the answer, which begins with the code.
     */
    private static boolean isForGood(SendFailedException refused) {
        boolean recipient = refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0;
        return recipient
                || (refused.getMessage() != null
                        && FOR_GOOD.matcher(refused.getMessage()).lookingAt());
    }

    /** Returns the server's answer; the exception's own message would name classes of this program. */
    private static String answer(SendFailedException refused) {
        Throwable cause = refused;
        while (cause instanceof MessagingException messaging && messaging.getNextException() != null) {
            cause = messaging.getNextException();
        }
        return cause.getMessage() == null ? "The mail server refused the message." : cause.getMessage();
    }

    @Override
    public void close() {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (MessagingException alreadyGone) {
            // Nothing was left to send on it.
        } finally {
            transport = null;
        }
    }
}
