package io.latchkey.page;

import io.latchkey.problem.ProblemException;
import io.latchkey.webhook.WebhookDocument;
import io.latchkey.webhook.WebhookRequest;
import io.latchkey.webhook.WebhookSecret;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Set;
import org.primefaces.PrimeFaces;

/** The organisation's webhook: set, with its secret shown in the answer to that request and no later, and removed. */
@Named("webhook")
@RequestScoped
public class WebhookPage {

    private static final String FORM = "setWebhookForm";
    private static final String TEXTS = "webhook";

    @Inject
    private WebhookDesk desk;

    @Inject
    private Validator validator;

    @Inject
    private PageRefusal refusal;

    @Inject
    private Said said;

    private String url = "";
    private String secret = "";

    /** There is no page for a user who may not see it. */
    public void load() throws IOException {
        try {
            desk.find();
        } catch (RoleMissingException noOwner) {
            refusal.forbidden();
        }
    }

    /** Reads the webhook, for a dialog that is about to be shown. */
    public void open() {
        url = desk.find().map(WebhookDocument::url).orElse("");
        PrimeFaces.current().ajax().addCallbackParam("opened", true);
    }

    /** Sets the address, or says at the field why not. */
    public void set() {
        WebhookRequest request = new WebhookRequest(url);
        Set<ConstraintViolation<WebhookRequest>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            said.refused(FORM, TEXTS, violations);
            return;
        }
        try {
            secret = desk.set(request).secret().map(WebhookSecret::value).orElseThrow();
            said.done("webhook.done");
        } catch (ProblemException refused) {
            said.refused(FORM, TEXTS, refused.problem());
        }
    }

    /** Has nothing called any more. */
    public void remove() {
        desk.remove();
        said.done("webhook.removed");
    }

    /** The webhook as it is stored; none if there is none. */
    public WebhookDocument getStored() {
        return desk.find().orElse(null);
    }

    /** The secret; empty unless this request has made it. */
    public String getSecret() {
        return secret;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url == null ? "" : url.strip();
    }
}
