package io.latchkey.keypage;

import io.latchkey.page.PageRefusal;
import io.latchkey.page.RoleMissingException;
import io.latchkey.page.UserMessages;
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

/** Shows the activity of a key: its requests per day, and the last ones with what is new about them. */
@Named("activity")
@RequestScoped
public class ActivityPage {

    private static final KeyActivityDocument NONE = new KeyActivityDocument(0, List.of(), List.of());

    @Inject
    private KeyPageService service;

    @Inject
    private RequestedKey asked;

    @Inject
    private UserMessages userMessages;

    @Inject
    private PageRefusal refusal;

    @Inject
    private Clock clock;

    private KeyRow key;
    private KeyActivityDocument activity;

    /**
     * Reads the key named in the request; responds with 404 if there is none, and with 403 if the user may
     * not see its activity.
     */
    public void load() throws SQLException, IOException {
        Optional<Long> number = asked.number();
        try {
            Optional<KeyRow> found = number.flatMap(service::find);
            if (found.isEmpty()) {
                refusal.notFound();
                return;
            }
            key = found.get();
            activity = service.activity(key.number()).orElse(NONE);
        } catch (RoleMissingException viewer) {
            refusal.forbidden();
        }
    }

    public KeyRow getKey() {
        return key;
    }

    /** Returns the days with requests, latest first. */
    public List<Day> getDays() {
        List<Day> days = new ArrayList<>(activity.days());
        Collections.reverse(days);
        return days;
    }

    public List<Use> getUses() {
        return activity.uses();
    }

    /** Returns the number of successful requests on all days. */
    public long getSuccessful() {
        return activity.days().stream().mapToLong(Day::successful).sum();
    }

    /** Returns the number of refused requests on all days. */
    public long getRefused() {
        return activity.days().stream().mapToLong(Day::refused).sum();
    }

    /** Returns the configuration of the chart for Chart.js. */
    public String getChart() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new DayChart(userMessages.text("activity.successful"), userMessages.text("activity.refused"))
                .json(activity.days(), today);
    }

    /** Returns whether a response with the given status refused the request, so that nothing was done. */
    public boolean refused(int status) {
        return KeyUse.isRefusal(status);
    }
}
