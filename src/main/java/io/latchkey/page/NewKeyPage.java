package io.latchkey.page;

import io.latchkey.key.AccessRight;
import io.latchkey.key.KeyRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.Validator;

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
    private PublicAddress address;

    private String description = "";
    private AccessRight accessRight = AccessRight.EVENTS;
    private MadeKey made;

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
        made = MadeKey.of(desk.create(wanted), address.asTheBrowserKnowsIt());
        said.done("new.done", made.number());
    }

    /** The key; none unless this request has made it. */
    public MadeKey getMade() {
        return made;
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
