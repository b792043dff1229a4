package io.latchkey.subscription;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The subscriptions of an organisation.
 *
 * @param subscriptions the subscriptions, in the order of their creation
 */
public record SubscriptionListDocument(List<Item> subscriptions) {

    /** A subscription's id and name. */
    @Schema(name = "Subscription")
    public record Item(long id, String name) {}

    static SubscriptionListDocument of(List<Subscription> subscriptions) {
        return new SubscriptionListDocument(subscriptions.stream()
                .map(subscription -> new Item(subscription.id(), subscription.name()))
                .toList());
    }
}
