package io.latchkey.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** A key whose making was answered, as its clients know it. One thread at a time changes it; any thread uses it. */
final class ModelKey {

    /** A request whose answer was lost may still be carried out for so long, by the nodes' own time limits. */
    static final Duration IN_FLIGHT = Duration.ofSeconds(12);

    private final long number;
    private final List<ModelSecret> secrets = new CopyOnWriteArrayList<>();
    private final ReentrantLock changing = new ReentrantLock();
    private Status status = Status.ENABLED;
    private Optional<Lost> lost = Optional.empty();

    ModelKey(long number, String secret) {
        this.number = number;
        this.secrets.add(new ModelSecret(secret, Expectation.ACCEPTED));
    }

    String path() {
        return "/manage/v1/keys/" + number;
    }

    List<ModelSecret> secrets() {
        return secrets;
    }

    ReentrantLock changing() {
        return changing;
    }

    Status status() {
        return status;
    }

    Optional<Lost> lost() {
        return lost;
    }

    /** An operation begins: of these secrets it is not known what they do. */
    void begin() {
        live().forEach(secret -> secret.expect(Expectation.UNDECIDED));
    }

    /** Its answer was lost. */
    void lose(Operation operation) {
        lost = Optional.of(new Lost(operation, Instant.now()));
    }

    /** It is decided: the key is so, and the secrets that have not ended follow. */
    void decide(Status decided) {
        status = decided;
        lost = Optional.empty();
        live().forEach(secret -> secret.expect(decided == Status.ENABLED ? Expectation.ACCEPTED : Expectation.REFUSED));
        if (decided == Status.DELETED) {
            ended.addAll(secrets);
        }
    }

    /** The former secrets have ended. */
    void end(List<ModelSecret> former) {
        ended.addAll(former);
        former.forEach(secret -> secret.expect(Expectation.REFUSED));
    }

    void add(String secret) {
        if (secrets.stream().noneMatch(known -> known.text().equals(secret))) {
            secrets.add(new ModelSecret(secret, Expectation.UNDECIDED));
        }
    }

    /** The secrets that open the key while it is enabled. */
    List<ModelSecret> live() {
        return secrets.stream().filter(secret -> !ended.contains(secret)).toList();
    }

    private final List<ModelSecret> ended = new CopyOnWriteArrayList<>();

    @Override
    public String toString() {
        return "key " + number + " (" + status + ")";
    }

    enum Status {
        ENABLED,
        DISABLED,
        DELETED
    }

    enum Operation {
        CHANGE,
        ROTATION,
        ROTATION_AT_ONCE,
        DELETION
    }

    /**
     * An operation whose answer was lost.
     *
     * @param at when that was known
     */
    record Lost(Operation operation, Instant at) {

        /** Whether the nodes' word on the key is final. */
        boolean isOver() {
            return at.plus(IN_FLIGHT).isBefore(Instant.now());
        }
    }
}
