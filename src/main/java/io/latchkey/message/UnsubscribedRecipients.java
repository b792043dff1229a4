package io.latchkey.message;

import io.latchkey.channel.ChannelType;
import io.latchkey.outbox.Unsubscriptions;
import io.latchkey.subscription.UnsubscribedEmails;
import io.latchkey.template.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Keeps e-mails from the addresses that the organisation has put on its list. */
@Singleton
public class UnsubscribedRecipients implements Unsubscriptions {

    private final UnsubscribedEmails emails;

    @Inject
    public UnsubscribedRecipients(UnsubscribedEmails emails) {
        this.emails = emails;
    }

    /** In a transaction, for the worker that asks has no request around it. */
    @Override
    @Transactional
    public boolean contains(long organisationId, Channel channel, String address) {
        return channel == Channel.EMAIL
                && ChannelType.EMAIL
                        .parse(address)
                        .map(email -> emails.contains(organisationId, email))
                        .orElse(false);
    }
}
