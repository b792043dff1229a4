package io.latchkey.page;

import io.latchkey.key.AccessRight;
import io.latchkey.key.KeyRequest;
import io.latchkey.key.NewKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes a key and shows it in full: in the answer to that request, and no later. */
@Named("newKey")
@RequestScoped
public class NewKeyPage {

    @Inject
    private KeyDesk desk;

    @Inject
    private Validator validator;

    @Inject
    private Said said;

    @Inject
    private HttpServletRequest request;

    @Inject
    @ConfigProperty(name = "latchkey.base-url")
    private URI baseUrl;

    private String description = "";
    private AccessRight accessRight = AccessRight.EVENTS;
    private NewKey made;

    /** Starts over. */
    public void open() {
        description = "";
        accessRight = AccessRight.EVENTS;
    }

    /** Makes the key, or says in the form why not. */
    public void save() {
        KeyRequest wanted = new KeyRequest(description.strip(), accessRight);
        if (!validator.validate(wanted).isEmpty()) {
            said.inForm("description.invalid");
            return;
        }
        made = desk.create(wanted);
        said.done("new.done", Long.toString(made.key().number()));
    }

    /** Whether this request has made the key. */
    public boolean isMade() {
        return made != null;
    }

    public String getNumber() {
        return Long.toString(made.key().number());
    }

    /** The key in clear. */
    public String getToken() {
        return made.token().value();
    }

    /** A request that the key opens whatever its right is, as a command to paste. */
    public String getExample() {
        // The address as the browser knows it, which a proxy may hide from this server.
        String address = Optional.ofNullable(request.getHeader("Origin")).orElse(baseUrl.toString());
        return "curl -u any:" + getToken() + " " + URI.create(address).resolve("/api/v1/account/info");
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description == null ? "" : description;
    }

    public AccessRight getAccessRight() {
        return accessRight;
    }

    public void setAccessRight(AccessRight accessRight) {
        this.accessRight = accessRight;
    }
}
