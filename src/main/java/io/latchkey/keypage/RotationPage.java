package io.latchkey.keypage;

import io.latchkey.key.NewKey;
import io.latchkey.page.Said;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives a key another secret and shows it in full: in the answer to that request, and no later. */
@Named("rotation")
@RequestScoped
public class RotationPage {

    /** How long the former secret may stay good, for the user to choose from. */
    private static final List<Duration> OVERLAPS =
            List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30));

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

    @Inject
    @ConfigProperty(name = "latchkey.rotation.overlap")
    private Duration usualOverlap;

    private String overlap = "";
    private KeyRow shown;
    private MadeKey made;

    /** Reads the key that the request names, for the dialog that is about to be shown. */
    public void open() {
        asked.find().ifPresent(row -> {
            show(row);
            said.opened();
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
            Optional<NewKey> rotated = desk.rotate(number, version, Duration.parse(getOverlap()));
            if (rotated.isEmpty()) {
                said.inForm("key.gone");
                return;
            }
            made = MadeKey.of(rotated.get(), address);
            said.done("rotate.done", Long.toString(number));
        } catch (StaleVersionException | OptimisticLockException changedMeanwhile) {
            desk.find(number).ifPresent(this::show);
            said.inForm("key.stale");
        } catch (ProblemException tooManySecrets) {
            said.inForm("rotate.toomany");
        }
    }

    /** What there is to choose from, in words; the configured one among it. */
    public Map<String, String> getOverlaps() {
        Map<String, String> overlaps = new LinkedHashMap<>();
        Stream.concat(OVERLAPS.stream(), Stream.of(usualOverlap))
                .distinct()
                .sorted()
                .forEach(length -> overlaps.put(
                        OVERLAPS.contains(length)
                                ? said.text("overlap." + length)
                                : said.text("overlap.other", length.toString()),
                        length.toString()));
        return overlaps;
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
        return overlap.isEmpty() ? usualOverlap.toString() : overlap;
    }

    /** One of {@link #getOverlaps}: Jakarta Faces accepts no other. */
    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }
}
