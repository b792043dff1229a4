package io.latchkey.key;

import io.latchkey.json.Patch;
import io.latchkey.json.VisibleText;
import io.latchkey.organisation.AccountUser;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.FieldErrors;
import io.latchkey.problem.ProblemException;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Validates the settings that users give to keys, and applies them. Stores nothing. */
@Singleton
class KeySettings {

    private static final Instant LAST_EXPIRY = Instant.parse("9999-01-01T00:00:00Z");

    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    KeySettings(InactivityPolicy inactivity, Clock clock) {
        this.inactivity = inactivity;
        this.clock = clock;
    }

    /**
     * Creates an enabled key without storing it.
     *
     * @param rights finds the organisation's custom rights by name
     * @throws ProblemException 400, if the expiry has passed, or the description, an address, the id or a label is not
     *     valid; names every such field
     */
    ApiKey draft(AccountUser creator, long number, KeyRequest request, Function<String, Optional<CustomRight>> rights) {
        ApiKey key = new ApiKey(creator, number, request.description(), request.accessRight(), clock.instant());
        apply(request.asChange(), key, rights);
        return key;
    }

    /** Returns what would be refused in a change to a key that has no other settings yet. */
    List<FieldError> errors(AccountUser creator, KeyChange change, Function<String, Optional<CustomRight>> rights) {
        FieldErrors errors = new FieldErrors();
        errors.collect(() -> apply(change, new ApiKey(creator, 0, "", AccessRight.EVENTS, clock.instant()), rights));
        return errors.list();
    }

    /**
     * Applies the change to the key; fields left out of the change stay as they are.
     *
     * @param rights finds the organisation's custom rights by name
     * @throws ProblemException 400, if fields are not valid; names every one of them. The key may have some of the
     *     changes then, and must not be stored
     */
    void apply(KeyChange change, ApiKey key, Function<String, Optional<CustomRight>> rights) {
        Instant now = clock.instant();
        FieldErrors errors = new FieldErrors();
        errors.collect(() ->
                change.newDescription().ifPresent(text -> key.setDescription(WithoutKey.require("description", text))));
        errors.collect(() -> setRight(key, change, rights));
        errors.collect(() -> change.newExpiry()
                .ifPresent(expiry -> key.setExpiry(expiry.value().map(at -> inFuture(at, now)), now)));
        errors.collect(() -> change.newAddresses()
                .ifPresent(list -> key.setAllowedNetworks(
                        list.value().map(AllowedNetworks::of).orElse(AllowedNetworks.EVERYWHERE))));
        errors.collect(() -> change.newExternalId()
                .ifPresent(id -> key.setExternalId(id.value().map(KeySettings::externalId))));
        errors.collect(() -> change.newLabels()
                .ifPresent(labels ->
                        key.setLabels(labels.value().map(key.labels()::with).orElse(KeyLabels.NONE))));
        errors.collect(() -> change.newRateLimit()
                .ifPresent(limit -> key.setRateLimit(limit.value().map(KeySettings::rateLimit))));
        errors.collect(() -> change.newQuota()
                .ifPresent(patch -> key.setQuota(patch.value().map(quota -> quota.applyTo(key.quota())))));
        errors.collect(() -> change.newStatus().ifPresent(status -> setStatus(key, status, now)));
        errors.throwIfAny();
    }

    private void setStatus(ApiKey key, KeyStatus status, Instant now) {
        if (status == KeyStatus.DISABLED) {
            // Also a key past its period: an earlier use not yet written would otherwise enable it again.
            key.disable();
        } else if (key.status(inactivity, now) != KeyStatus.ENABLED) {
            enable(key, now);
        }
    }

    private static void enable(ApiKey key, Instant now) {
        if (key.isExpired(now)) {
            throw ProblemException.invalid(
                    "status", "must not be ENABLED unless expiresAt is set to a later time or null");
        }
        if (key.isLeaked()) {
            throw ProblemException.invalid("status", "must not be ENABLED until the key is rotated: it has leaked");
        }
        key.enable(now);
    }

    private static void setRight(ApiKey key, KeyChange change, Function<String, Optional<CustomRight>> rights) {
        AccessRight right = change.newAccessRight().orElse(key.accessRight());
        Optional<String> name = change.newCustomRight().flatMap(Patch::value);
        if (right != AccessRight.CUSTOM) {
            if (name.isPresent()) {
                throw ProblemException.invalid("customRight", "must be left out unless accessRight is CUSTOM");
            }
            key.setRight(right);
            return;
        }
        if (name.isPresent()) {
            key.setRight(rights.apply(name.get())
                    .orElseThrow(() ->
                            ProblemException.invalid("customRight", "must be the name of one of your custom rights")));
        } else if (change.newCustomRight().isPresent() || key.customRight().isEmpty()) {
            throw ProblemException.invalid(
                    "customRight", "must be the name of a custom right if accessRight is CUSTOM");
        }
    }

    /** Validates an expiry and truncates it to the databases' precision and range. */
    private static Instant inFuture(Instant expiry, Instant now) {
        Instant exact = expiry.isBefore(LAST_EXPIRY) ? expiry.truncatedTo(ChronoUnit.MICROS) : Instant.MIN;
        if (!exact.isAfter(now)) {
            throw ProblemException.invalid("expiresAt", "must be in the future, and before the year 9999");
        }
        return exact;
    }

    private static String externalId(String id) {
        if (id.isEmpty() || id.length() > KeyRequest.MAX_EXTERNAL_ID || !id.matches(VisibleText.ANY)) {
            throw ProblemException.invalid(
                    "externalId",
                    "must be 1 to " + KeyRequest.MAX_EXTERNAL_ID
                            + " characters, with something visible and no control characters");
        }
        return WithoutKey.require("externalId", id);
    }

    private static RateLimit rateLimit(String text) {
        return RateLimit.parse(text).orElseThrow(() -> ProblemException.invalid("rateLimit", RateLimit.RULE));
    }
}
