package io.latchkey.keypage;

import io.latchkey.key.NewKey;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
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

/** Gives a key a new secret and shows it in full, but only in the response to that request. */
@Named("rotation")
@RequestScoped
public class RotationPage {

    /** The overlaps during which earlier secrets may remain valid, for the user to choose from. */
    private static final List<Duration> OVERLAPS =
            List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30));

    @Inject
    private KeyPageService service;

    @Inject
    private RequestedKey asked;

    @Inject
    private PublicAddress address;

    @Inject
    private UserMessages userMessages;

    private long number;
    private long version;

    @Inject
    @ConfigProperty(name = "latchkey.rotation.overlap")
    private Duration defaultOverlap;

    private String overlap = "";
    private KeyRow shown;
    private CreatedKey made;

    /** Reads the key named in the request, for the dialog that is about to be shown. */
    public void open() {
        asked.find().ifPresent(row -> {
            show(row);
            userMessages.opened();
        });
    }

    private void show(KeyRow row) {
        shown = row;
        number = row.number();
        version = row.version();
    }

    /**
     * Creates the new secret, unless somebody has changed the key since it was read: then the current version
     * is shown.
     */
    public void rotate() {
        try {
            Optional<NewKey> rotated = service.rotate(number, version, Duration.parse(getOverlap()));
            if (rotated.isEmpty()) {
                userMessages.inForm("key.gone");
                return;
            }
            made = CreatedKey.of(rotated.get(), service.readiness(rotated.get()), address);
            userMessages.done("rotate.done", Long.toString(number));
        } catch (StaleVersionException | OptimisticLockException changedMeanwhile) {
            service.find(number).ifPresent(this::show);
            userMessages.inForm("key.stale");
        } catch (ProblemException refused) {
            // The only conflict beside those above is that the key has too many secrets.
            if (refused.problem().status() != ProblemType.CONFLICT.status()) {
                throw refused;
            }
            // The dialog goes on asking for a shorter time: it has to say for which key.
            service.find(number).ifPresent(this::show);
            userMessages.inForm("rotate.toomany");
        }
    }

    /** Returns the overlaps to choose from, including the configured one, by their descriptions. */
    public Map<String, String> getOverlaps() {
        Map<String, String> overlaps = new LinkedHashMap<>();
        Stream.concat(OVERLAPS.stream(), Stream.of(defaultOverlap))
                .distinct()
                .sorted()
                .forEach(length -> overlaps.put(text(length), length.toString()));
        return overlaps;
    }

    private String text(Duration length) {
        if (OVERLAPS.contains(length)) {
            return userMessages.text("overlap." + length);
        }
        OverlapText other = OverlapText.of(length);
        return userMessages.text("overlap." + other.unit(), other.count());
    }

    /** Returns the key as it is stored; null before it has been read. */
    public KeyRow getShown() {
        return shown;
    }

    /** Returns the key with its new secret; null unless this request has created it. */
    public CreatedKey getMade() {
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

    /** Returns the chosen overlap, or the configured one if none was chosen. */
    public String getOverlap() {
        return overlap.isEmpty() ? defaultOverlap.toString() : overlap;
    }

    /**
     * Sets the overlap to one of {@link #getOverlaps}: Jakarta Faces accepts no other, but may set null if the choice
     * was not offered.
     */
    public void setOverlap(String overlap) {
        this.overlap = overlap == null ? "" : overlap;
    }
}
