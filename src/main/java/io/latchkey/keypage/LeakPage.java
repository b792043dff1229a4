package io.latchkey.keypage;

import io.latchkey.key.KeyLeak;
import io.latchkey.leak.LeakReport;
import io.latchkey.page.SubmittedText;
import io.latchkey.page.UserMessages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** Reports a key that was found where it should not be, and shows the outcome. */
@Named("leak")
@RequestScoped
public class LeakPage {

    private static final String FORM = "leakForm";

    @Inject
    private LeakPageService service;

    @Inject
    private UserMessages userMessages;

    private String token = "";
    private String url = "";
    private String outcome = "";

    /** Opens the dialog with empty fields. */
    public void open() {
        userMessages.opened();
    }

    /** Reports the key, or shows at the fields why this was not possible. */
    public void report() {
        LeakReport report = LeakReport.of(token, url);
        if (!userMessages.accepts(FORM, "leak", report)) {
            return;
        }
        Optional<KeyLeak.Done> done = service.report(report);
        if (done.isEmpty()) {
            userMessages.atField(FORM + ":token", "leak.unknown");
            return;
        }
        String number = Long.toString(done.get().number());
        outcome = userMessages.text(done.get().disabled() ? "leak.disabled" : "leak.ended", number);
        userMessages.done("leak.done", number);
    }

    /** Returns the outcome of the report; empty before there is one. */
    public String getOutcome() {
        return outcome;
    }

    /** Returns empty text: until it is disabled the token is still a valid key, and it is never sent back. */
    public String getToken() {
        return "";
    }

    public void setToken(String token) {
        this.token = SubmittedText.orEmpty(token).strip();
    }

    /** Returns where the key was found. */
    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = SubmittedText.orEmpty(url).strip();
    }
}
