package io.latchkey.message;

import io.latchkey.channel.ChannelType;
import io.latchkey.outbox.Unsubscriptions;
import io.latchkey.subscription.UnsubscribedEmails;
import io.latchkey.template.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Prevents e-mails to the addresses on the organisation's list. */
@Singleton
public class UnsubscribedRecipients implements Unsubscriptions {

    private final UnsubscribedEmails emails;

    @Inject
    public UnsubscribedRecipients(UnsubscribedEmails emails) {
        this.emails = emails;
    }

    /**
     * In a transaction, since the worker that calls this runs outside any request. The recipients that
     * {@link Channel#recipient} allows are addresses of contacts.
     */
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
