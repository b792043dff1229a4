package io.latchkey.message;

import io.latchkey.outbox.MailSettings;
import io.latchkey.outbox.SmsSettings;
import io.latchkey.problem.FieldError;
import io.latchkey.template.Channel;
import io.latchkey.template.EmailSender;
import io.latchkey.template.TextRules;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The rules that the requests to send have in common; each returns its errors, or an empty list. */
@Singleton
class SendRules {

    private static final String NO_SENDER = "must be one of the senders that GET v1/interfaces/";
    private static final String OF_NOTICES = "must not be the sender of notices";

    private final MailSettings mail;
    private final SmsSettings sms;

    @Inject
    SendRules(MailSettings mail, SmsSettings sms) {
        this.mail = mail;
        this.sms = sms;
    }

    /** A sender must be one that is configured for the channel. */
    List<FieldError> senderErrors(Channel channel, String from, String field) {
        if (channel == Channel.SMS) {
            return sms.allows(from) ? List.of() : List.of(new FieldError(field, NO_SENDER + "sms lists"));
        }
        return EmailSender.parse(from)
                .map(sender -> mail.allows(sender)
                        ? List.<FieldError>of()
                        : List.of(new FieldError(
                                field, mail.senders().isEmpty() ? OF_NOTICES : NO_SENDER + "email lists")))
                .orElseGet(() -> List.of(TextRules.notAnEmailSender(field)));
    }

    /**
     * Recipients must be named one by one, and not by their group.
     *
     * @param groupId the id of a group; null if the request names none
     * @param nobody whether the request names no recipient
     * @param field the field in which it could
     */
    static List<FieldError> recipientErrors(Long groupId, boolean nobody, String field) {
        if (groupId != null) {
            return List.of(new FieldError("groupId", "cannot be sent to; name the recipients in " + field));
        }
        return nobody ? List.of(new FieldError(field, "must not be empty")) : List.of();
    }
}
