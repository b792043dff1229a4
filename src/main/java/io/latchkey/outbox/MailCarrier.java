package io.latchkey.outbox;

import io.latchkey.template.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Session;
import java.time.Clock;

/** Delivers e-mails to the mail server. */
@Singleton
public class MailCarrier implements Carrier {

    private final MailSettings settings;
    private final Clock clock;

    @Inject
    public MailCarrier(MailSettings settings, Clock clock) {
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
    public Trip setOut() {
        return new MailTrip(Session.getInstance(settings.session()), settings, clock);
    }
}
