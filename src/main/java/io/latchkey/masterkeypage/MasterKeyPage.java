package io.latchkey.masterkeypage;

import io.latchkey.masterkey.MasterKeyRotationDocument;
import io.latchkey.masterkey.MasterKeyVersion;
import io.latchkey.page.PageRefusal;
import io.latchkey.page.RoleMissingException;
import io.latchkey.page.UserMessages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.primefaces.PrimeFaces;

/**
 * Shows the versions of the master key and runs its rotation, a part with each request, which the page
 * repeats until everything is done.
 */
@Named("masterKey")
@RequestScoped
public class MasterKeyPage {

    @Inject
    private MasterKeyPageService service;

    @Inject
    private PageRefusal refusal;

    @Inject
    private UserMessages userMessages;

    private List<MasterKeyVersion> versions = List.of();

    /** Reads the versions; responds with 403 if the user may not see them. */
    public void load() throws IOException, SQLException {
        try {
            versions = service.versions();
        } catch (RoleMissingException notTheirs) {
            refusal.forbidden();
        }
    }

    /**
     * Continues the rotation for a while, and makes the page repeat the request as long as there is progress.
     */
    public void rotate() throws SQLException {
        MasterKeyRotationDocument part = service.rotate();
        versions = service.versions();
        if (part.left() == 0) {
            userMessages.done("master.done", part.current());
        } else if (part.done() > 0) {
            PrimeFaces.current().ajax().addCallbackParam("again", true);
        } else {
            userMessages.inForm("master.stuck");
        }
    }

    /** Returns all versions, highest first. */
    public List<MasterKeyVersion> getVersions() {
        return versions;
    }

    /** Returns the version under which everything is sealed from now on. */
    public int getCurrent() {
        return versions.stream()
                .filter(MasterKeyVersion::current)
                .mapToInt(MasterKeyVersion::version)
                .findFirst()
                .orElse(0);
    }

    /** Returns the label of the button. */
    public String getLabel() {
        return userMessages.text("master.rotate", getCurrent());
    }

    /**
     * Returns how many secrets of keys and webhooks are sealed under other versions, counted up to 100000 of
     * each version.
     */
    public long getLeft() {
        return versions.stream()
                .filter(version -> !version.current())
                .mapToLong(MasterKeyVersion::keys)
                .sum();
    }

    /** Returns how many are sealed under any version, counted in the same way. */
    public long getAll() {
        return versions.stream().mapToLong(MasterKeyVersion::keys).sum();
    }
}
