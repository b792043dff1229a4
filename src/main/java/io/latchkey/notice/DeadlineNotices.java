package io.latchkey.notice;

import io.latchkey.key.ApiKey;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyDeadlineChanged;
import io.latchkey.organisation.Accounts;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Warns of a key that a change has moved into a warning stage, within the transaction that makes the change,
 * since {@link WarningSweep} has already passed its deadline.
 */
@Singleton
class DeadlineNotices {

    private final InactivityPolicy inactivity;
    private final Accounts accounts;
    private final ChangeNotices notices;
    private final Clock clock;

    @Inject
    DeadlineNotices(InactivityPolicy inactivity, Accounts accounts, ChangeNotices notices, Clock clock) {
        this.inactivity = inactivity;
        this.accounts = accounts;
        this.notices = notices;
        this.clock = clock;
    }

    void tell(@Observes KeyDeadlineChanged changed) {
        notices.add(due(changed.key()));
    }

    private List<Notice> due(ApiKey key) {
        Instant unused = inactivity.deadline(key.idleSince());
        Optional<Notice> ofDate = key.expiresAt().flatMap(date -> warning(NoticeCause.EXPIRY, key, date));
        // No inactivity warning for a key that will have expired by then.
        Optional<Notice> ofInactivity = key.expiresAt().filter(unused::isAfter).isPresent()
                ? Optional.empty()
                : warning(NoticeCause.INACTIVITY, key, unused);
        return Stream.of(ofDate, ofInactivity).flatMap(Optional::stream).toList();
    }

    private Optional<Notice> warning(NoticeCause cause, ApiKey key, Instant deadline) {
        return WarningStage.nearest(deadline, clock.instant())
                .filter(stage -> cause == NoticeCause.EXPIRY || stage.isWithin(inactivity.period()))
                .map(stage -> Notice.warning(
                        cause,
                        NoticedKey.of(key, accounts.email(key.organisationId(), key.createdBy())),
                        deadline,
                        stage));
    }
}
