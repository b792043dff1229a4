package io.latchkey.key;

import io.latchkey.caller.ApiKeyPrincipal;

/** What {@link SecretLookup} would read of a key that is at hand as an entity. */
final class ReadKey {

    private ReadKey() {}

    static PresentedKey of(KeySecret secret) {
        ApiKey key = secret.key();
        return new PresentedKey(
                new ApiKeyPrincipal(
                        key.id(), secret.id(), key.organisationId(), key.number(), key.rateLimit(), key.quota()),
                secret.validUntil(),
                key.customRight()
                        .map(right -> new PresentedRight(
                                key.accessRight(), right.id(), right.name(), right.requestPatterns()))
                        .orElseGet(() -> PresentedRight.of(key.accessRight())),
                key.standing(),
                key.allowedNetworks(),
                key.externalId(),
                key.labels());
    }
}
