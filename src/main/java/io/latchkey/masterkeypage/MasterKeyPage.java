package io.latchkey.masterkeypage;

import io.latchkey.masterkey.MasterKeyRotationDocument;
import io.latchkey.masterkey.MasterKeyVersion;
import io.latchkey.page.PageRefusal;
import io.latchkey.page.RoleMissingException;
import io.latchkey.page.Said;
import io.latchkey.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.primefaces.PrimeFaces;

/** The versions of the master key, and the rotation: a part with each request, which the page repeats until all is done. */
@Named("masterKey")
@RequestScoped
public class MasterKeyPage {

    @Inject
    private MasterKeyDesk desk;

    @Inject
    private PageRefusal refusal;

    @Inject
    private Said said;

    private List<MasterKeyVersion> versions = List.of();

    /** Reads the versions; there is no page for a user who may not see them. */
    public void load() throws IOException, SQLException {
        try {
            versions = desk.versions();
        } catch (RoleMissingException | ProblemException notTheirs) {
            refusal.forbidden();
        }
    }

    /** Goes on for a while, and has the page ask again while that leads anywhere. */
    public void rotate() throws SQLException {
        MasterKeyRotationDocument part = desk.rotate();
        versions = desk.versions();
        if (part.left() == 0) {
            said.done("master.done", part.current());
        } else if (part.done() > 0) {
            PrimeFaces.current().ajax().addCallbackParam("again", true);
        } else {
            said.failed("master.stuck");
        }
    }

    /** All of them, the highest first. */
    public List<MasterKeyVersion> getVersions() {
        return versions;
    }

    /** The version that everything is sealed under from now on. */
    public int getCurrent() {
        return versions.stream()
                .filter(MasterKeyVersion::current)
                .mapToInt(MasterKeyVersion::version)
                .findFirst()
                .orElse(0);
    }

    /** What the button says. */
    public String getLabel() {
        return said.text("master.rotate", getCurrent());
    }

    /** How many keys are sealed under other versions. */
    public long getLeft() {
        return versions.stream()
                .filter(version -> !version.current())
                .mapToLong(MasterKeyVersion::keys)
                .sum();
    }

    /** How many are sealed at all. */
    public long getAll() {
        return versions.stream().mapToLong(MasterKeyVersion::keys).sum();
    }
}
