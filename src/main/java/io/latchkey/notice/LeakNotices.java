package io.latchkey.notice;

import io.latchkey.key.KeyLeaked;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Creates the notice of a leaked key, within the transaction that disables the key. */
@Singleton
class LeakNotices {

    private final ChangeNotices notices;

    @Inject
    LeakNotices(ChangeNotices notices) {
        this.notices = notices;
    }

    void tell(@Observes KeyLeaked leaked) {
        Notice notice = new Notice(
                NoticeCause.LEAK,
                NoticedKey.of(leaked.key()),
                leaked.at(),
                0,
                leaked.where().source(),
                leaked.where().url());
        notices.add(List.of(notice));
    }
}
