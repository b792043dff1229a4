package io.latchkey.webhookpage;

import io.latchkey.notice.NoticeDocument;
import io.latchkey.page.ListPart;
import io.latchkey.page.PageRefusal;
import io.latchkey.page.RequestNumbers;
import io.latchkey.page.RoleMissingException;
import io.latchkey.page.SubmittedText;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.webhook.WebhookDocument;
import io.latchkey.webhook.WebhookRequest;
import io.latchkey.webhook.WebhookSecret;
import io.latchkey.webhook.Webhooks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The page on which owners set and remove the organisation's webhook. A new secret is shown only in the
 * response to the request that sets the webhook.
 */
@Named("webhook")
@RequestScoped
public class WebhookPage {

    private static final String FORM = "setWebhookForm";
    private static final String TEXTS = "webhook";
    private static final int ROWS = 20;

    @Inject
    private WebhookPageService service;

    @Inject
    private RequestNumbers numbers;

    @Inject
    private PageRefusal refusal;

    @Inject
    private UserMessages userMessages;

    private WebhookDocument stored;
    private ListPart<NoticeDocument> notices = ListPart.none();
    private boolean read;
    private String url = "";
    private String urlBefore = "";
    private long version;
    private boolean stale;
    private String secret = "";

    /** Reads the webhook and the requested part of the notices; answers 403 to a user who may not see them. */
    public void load() throws IOException, SQLException {
        try {
            getStored();
            notices = ListPart.of(
                    service.notices(numbers.find("before").orElse(Long.MAX_VALUE), ROWS + 1),
                    ROWS,
                    NoticeDocument::position);
        } catch (RoleMissingException noOwner) {
            refusal.forbidden();
        }
    }

    /** Reads the webhook, for a dialog that is about to be shown. */
    public void open() {
        show();
        url = urlBefore;
        userMessages.opened();
    }

    private void show() {
        urlBefore = Optional.ofNullable(getStored()).map(WebhookDocument::url).orElse("");
        version = Optional.ofNullable(getStored()).map(WebhookDocument::version).orElse(Webhooks.NONE);
    }

    /**
     * Sets the address, or says at the field why this is not possible; if somebody else has set or removed the webhook
     * in the meantime, shows it as it is now.
     */
    public void set() {
        WebhookRequest request = new WebhookRequest(url);
        if (!userMessages.accepts(FORM, TEXTS, request)) {
            return;
        }
        try {
            secret = service.set(request, version)
                    .secret()
                    .map(WebhookSecret::value)
                    .orElseThrow();
            read = false;
            userMessages.done("webhook.done");
        } catch (StaleVersionException changedMeanwhile) {
            showAgain();
        } catch (ProblemException refused) {
            userMessages.refused(FORM, TEXTS, refused.problem());
        }
    }

    /** Removes the webhook, so that nothing is called any more, if it is the one that the user was asked about. */
    public void remove() {
        try {
            service.remove(version);
            read = false;
            // Also reported as done if somebody else was faster: the webhook is gone.
            userMessages.done("webhook.removed");
        } catch (StaleVersionException changedMeanwhile) {
            showAgain();
        }
    }

    /** Shows the webhook as it is now, and keeps an address that the user has typed. */
    private void showAgain() {
        boolean isTyped = !url.equals(urlBefore);
        read = false;
        stale = true;
        show();
        url = isTyped ? url : urlBefore;
        userMessages.inForm("webhook.stale");
    }

    /**
     * Returns the webhook as it is stored; null if there is none. It is read once, and again after a change,
     * because a view asks often.
     */
    public WebhookDocument getStored() {
        if (!read) {
            stored = service.find().orElse(null);
            read = true;
        }
        return stored;
    }

    /** Returns whether the webhook is shown again because somebody has changed it since the user read it. */
    public boolean isStale() {
        return stale;
    }

    /** Returns the part of the notices, the latest first. */
    public List<NoticeDocument> getNotices() {
        return notices.rows();
    }

    /** Returns the position before which the next part lies; 0 if there is none. */
    public long getOlder() {
        return notices.next();
    }

    /** Returns the secret; empty unless this request has created it. */
    public String getSecret() {
        return secret;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = SubmittedText.orEmpty(url).strip();
    }

    /** Returns the address as it was shown to the user. */
    public String getUrlBefore() {
        return urlBefore;
    }

    public void setUrlBefore(String urlBefore) {
        this.urlBefore = SubmittedText.orEmpty(urlBefore);
    }

    /** Returns the version of the webhook as it was shown to the user. */
    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
