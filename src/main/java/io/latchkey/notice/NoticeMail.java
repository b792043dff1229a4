package io.latchkey.notice;

import io.latchkey.outbox.MailSender;
import io.latchkey.outbox.MailSettings;
import io.latchkey.outbox.RenderedMessage;
import io.latchkey.outbox.SenderSession;
import io.latchkey.template.EmailSender;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Sends notices as e-mails, through the same mail server as messages but from a sender of their own. */
@Singleton
class NoticeMail {

    private final MailSender channelSender;
    private final Optional<EmailSender> sender;

    @Inject
    NoticeMail(MailSender channelSender, MailSettings settings) {
        this.channelSender = channelSender;
        this.sender = settings.noticeSender();
    }

    /** Returns whether notices are sent by e-mail at all. */
    boolean isOn() {
        return channelSender.isConfigured() && sender.isPresent();
    }

    SenderSession open() {
        return channelSender.open();
    }

    RenderedMessage render(DueNotice notice) {
        return new RenderedMessage(
                notice.id(),
                Optional.empty(),
                sender.orElseThrow().toString(),
                notice.recipient(),
                notice.subject(),
                Optional.of(notice.content()),
                Optional.empty());
    }
}
