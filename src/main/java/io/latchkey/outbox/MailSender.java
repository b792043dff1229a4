package io.latchkey.outbox;

import io.latchkey.template.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Session;
import java.time.Clock;

/** Delivers e-mails to the mail server. */
@Singleton
public class MailSender implements ChannelSender {

    private final MailSettings settings;
    private final Clock clock;

    @Inject
    public MailSender(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean isConfigured() {
        return settings.hasHost();
    }

    @Override
    public SenderSession open() {
        return new MailSenderSession(Session.getInstance(settings.session()), settings, clock);
    }
}
