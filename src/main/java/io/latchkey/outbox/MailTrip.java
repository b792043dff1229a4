package io.latchkey.outbox;

import io.latchkey.template.EmailSender;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;

/** A connection to the mail server, opened for the first message. */
class MailTrip implements Trip {

    private final Session session;
    private final MailSettings settings;
    private final Clock clock;
    private Transport transport;

    MailTrip(Session session, MailSettings settings, Clock clock) {
        this.session = session;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Outcome carry(Parcel parcel) {
        MimeMessage mail;
        try {
            mail = new MailMessage(session, parcel, EmailSender.parse(parcel.sender()), clock.instant());
        } catch (MessagingException unfit) {
            return new Outcome(Outcome.Kind.REFUSED, "The message cannot be turned into an e-mail.");
        }
        try {
            connect();
            transport.sendMessage(mail, mail.getAllRecipients());
            return Outcome.of(Outcome.Kind.DELIVERED);
        } catch (SendFailedException refused) {
            // The server has answered, so the connection is still usable.
            boolean forGood = refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0;
            return new Outcome(forGood ? Outcome.Kind.REFUSED : Outcome.Kind.FAILED, answer(refused));
        } catch (AuthenticationFailedException misconfigured) {
            close();
            return new Outcome(Outcome.Kind.UNREACHABLE, "The mail server refused the user or the password.");
        } catch (MessagingException broken) {
            close();
            return new Outcome(Outcome.Kind.UNREACHABLE, "The mail server could not be reached or did not answer.");
        }
    }

    private void connect() throws MessagingException {
        if (transport == null) {
            transport = session.getTransport("smtp");
            transport.connect(settings.user().orElse(null), settings.password().orElse(null));
        }
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
