package io.latchkey.keypage;

import io.latchkey.key.KeyLeak;
import io.latchkey.leak.LeakReport;
import io.latchkey.page.Said;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** Reports a key that was found where it should not be, and says what that has come to. */
@Named("leak")
@RequestScoped
public class LeakPage {

    private static final String FORM = "leakForm";

    @Inject
    private LeakDesk desk;

    @Inject
    private Said said;

    private String token = "";
    private String url = "";
    private String outcome = "";

    /** Starts over. */
    public void open() {
        said.opened();
    }

    /** Disables the key, or says at the fields why not. */
    public void report() {
        LeakReport report = new LeakReport(token, null, url, null);
        if (!said.accepts(FORM, "leak", report)) {
            return;
        }
        Optional<KeyLeak.Done> done = desk.report(report);
        if (done.isEmpty()) {
            said.atField(FORM + ":token", "leak.unknown");
            return;
        }
        String number = Long.toString(done.get().number());
        outcome = said.text(done.get().disabled() ? "leak.disabled" : "leak.ended", number);
        said.done("leak.done", number);
    }

    /** What the report has come to; empty before it. */
    public String getOutcome() {
        return outcome;
    }

    /** Nothing: it is still a key until it is disabled, and is never sent back. */
    public String getToken() {
        return "";
    }

    public void setToken(String token) {
        this.token = token == null ? "" : token.strip();
    }

    /** Where it was found. */
    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url == null ? "" : url.strip();
    }
}
