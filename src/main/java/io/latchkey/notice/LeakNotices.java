package io.latchkey.notice;

import io.latchkey.key.KeyLeaked;
import io.latchkey.organisation.Accounts;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Creates the notice of a leaked key, within the transaction that disables the key. */
@Singleton
class LeakNotices {

    private final Accounts accounts;
    private final ChangeNotices notices;

    @Inject
    LeakNotices(Accounts accounts, ChangeNotices notices) {
        this.accounts = accounts;
        this.notices = notices;
    }

    void tell(@Observes KeyLeaked leaked) {
        Notice notice = new Notice(
                NoticeCause.LEAK,
                NoticedKey.of(
                        leaked.key(),
                        accounts.email(
                                leaked.key().organisationId(), leaked.key().createdBy())),
                leaked.at(),
                0,
                leaked.where().source(),
                leaked.where().url());
        notices.add(List.of(notice));
    }
}
