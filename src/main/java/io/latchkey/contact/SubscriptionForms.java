package io.latchkey.contact;

import io.latchkey.channel.ChannelType;
import io.latchkey.database.ConflictRetry;
import io.latchkey.event.Events;
import io.latchkey.json.Json;
import io.latchkey.subscription.Subscriptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores the input of subscription forms and reports it by an event that can start a workflow. */
@Singleton
class SubscriptionForms {

    private static final String NEW_CONTACT = "subscribeFromApi";
    private static final String KNOWN_CONTACT = "subscribeUpdateFromApi";

    private final ContactWriter writer;
    private final ContactFinder finder;
    private final Subscriptions subscriptions;
    private final Events events;
    private final Json json;

    @Inject
    SubscriptionForms(
            ContactWriter writer, ContactFinder finder, Subscriptions subscriptions, Events events, Json json) {
        this.writer = writer;
        this.finder = finder;
        this.subscriptions = subscriptions;
        this.events = events;
        this.json = json;
    }

    /**
     * Stores contact, subscriptions and event together. Must be repeated as a whole when the database reports
     * a conflict ({@link ConflictRetry}).
     */
    @Transactional
    public WrittenContact take(long organisationId, SubscribeRequest request) {
        ContactRequest subscriber = request.subscriber();
        Collection<Long> chosen = subscriptions.ofNames(organisationId, request.subscriptions());
        WrittenContact written = writer.write(organisationId, subscriber, WriteRules.SUBSCRIPTION);
        subscriptions.add(written.contactId(), chosen);
        Map<String, String> params = new LinkedHashMap<>();
        params.put("ContactId", Long.toString(written.contactId()));
        finder.channels(List.of(written.contactId())).stream()
                .filter(channel -> channel.type() == ChannelType.EMAIL)
                .findFirst()
                .ifPresent(email -> params.put("EmailAddress", email.address()));
        String type = written.created() ? NEW_CONTACT : KNOWN_CONTACT;
        events.raise(
                organisationId,
                request.formType().isBlank()
                        ? type
                        : type + "-" + request.formType().strip(),
                Long.toString(written.contactId()),
                json.write(params));
        return written;
    }
}
