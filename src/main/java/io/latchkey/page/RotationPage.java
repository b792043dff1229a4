package io.latchkey.page;

import io.latchkey.key.NewKey;
import io.latchkey.key.StaleKeyException;
import io.latchkey.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.primefaces.PrimeFaces;

/** Gives a key another secret and shows it in full: in the answer to that request, and no later. */
@Named("rotation")
@RequestScoped
public class RotationPage {

    /** How long the former secret may stay good, for the user to choose from. */
    private static final List<String> OVERLAPS = List.of("PT0S", "PT1H", "PT24H", "PT168H", "PT720H");

    @Inject
    private KeyDesk desk;

    @Inject
    private AskedKey asked;

    @Inject
    private PublicAddress address;

    @Inject
    private Said said;

    private long number;
    private long version;
    private String overlap = "PT24H";
    private KeyRow shown;
    private MadeKey made;

    /** Reads the key that the request names, for the dialog that is about to be shown. */
    public void open() {
        asked.find().ifPresent(row -> {
            show(row);
            PrimeFaces.current().ajax().addCallbackParam("opened", true);
        });
    }

    private void show(KeyRow row) {
        shown = row;
        number = row.number();
        version = row.version();
    }

    /** Makes the other secret, unless somebody has changed the key since it was read: then that is shown. */
    public void rotate() {
        try {
            Optional<NewKey> rotated = desk.rotate(number, version, Duration.parse(overlap));
            if (rotated.isEmpty()) {
                said.inForm("key.gone");
                return;
            }
            made = MadeKey.of(rotated.get(), address.asTheBrowserKnowsIt());
            said.done("rotate.done", Long.toString(number));
        } catch (StaleKeyException | OptimisticLockException changedMeanwhile) {
            desk.find(number).ifPresent(this::show);
            said.inForm("key.stale");
        } catch (ProblemException tooManySecrets) {
            said.inForm("rotate.toomany");
        }
    }

    public List<String> getOverlaps() {
        return OVERLAPS;
    }

    /** The key as it is stored; none before it was read. */
    public KeyRow getShown() {
        return shown;
    }

    /** The key with its other secret; none unless this request has made it. */
    public MadeKey getMade() {
        return made;
    }

    public long getNumber() {
        return number;
    }

    public void setNumber(long number) {
        this.number = number;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }

    public String getOverlap() {
        return overlap;
    }

    /** One of {@link #getOverlaps}: Jakarta Faces accepts no other. */
    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }
}
