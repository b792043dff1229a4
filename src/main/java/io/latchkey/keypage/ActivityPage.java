package io.latchkey.keypage;

import io.latchkey.page.PageRefusal;
import io.latchkey.page.RoleMissingException;
import io.latchkey.page.Said;
import io.latchkey.usage.KeyActivityDocument;
import io.latchkey.usage.KeyActivityDocument.Day;
import io.latchkey.usage.KeyActivityDocument.Use;
import io.latchkey.usage.KeyUse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a key did: its requests a day, and the last ones with what is new about them. */
@Named("activity")
@RequestScoped
public class ActivityPage {

    private static final KeyActivityDocument NONE = new KeyActivityDocument(0, List.of(), List.of());

    @Inject
    private KeyDesk desk;

    @Inject
    private AskedKey asked;

    @Inject
    private Said said;

    @Inject
    private PageRefusal refusal;

    @Inject
    private Clock clock;

    private KeyRow key;
    private KeyActivityDocument activity;

    /** Reads the key that the request names; there is no page without one, nor for a user who may not see it. */
    public void load() throws SQLException, IOException {
        Optional<Long> number = asked.number();
        try {
            Optional<KeyRow> found = number.flatMap(desk::find);
            if (found.isEmpty()) {
                refusal.notFound();
                return;
            }
            key = found.get();
            activity = desk.activity(key.number()).orElse(NONE);
        } catch (RoleMissingException viewer) {
            refusal.forbidden();
        }
    }

    public KeyRow getKey() {
        return key;
    }

    /** The days with requests, the latest first. */
    public List<Day> getDays() {
        List<Day> days = new ArrayList<>(activity.days());
        Collections.reverse(days);
        return days;
    }

    public List<Use> getUses() {
        return activity.uses();
    }

    public long getSuccessful() {
        return activity.days().stream().mapToLong(Day::successful).sum();
    }

    public long getRefused() {
        return activity.days().stream().mapToLong(Day::refused).sum();
    }

    /** The chart, as Chart.js reads it. */
    public String getChart() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new DayChart(said.text("activity.successful"), said.text("activity.refused"))
                .json(activity.days(), today);
    }

    /** Whether an answer with this status let nothing happen. */
    public boolean refused(int status) {
        return KeyUse.isRefusal(status);
    }
}
