package io.latchkey.soak;

import io.latchkey.request.CurrentRequest;
import io.latchkey.soak.ModelKey.Operation;
import io.latchkey.soak.ModelKey.Status;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes and changes keys at random on either node, and keeps the model in step. One thread's. */
final class Manager {

    private static final String JSON = "{\"description\":\"soak\",\"accessRight\":\"FULL\"}";

    /** With the newest one there are at most ten. */
    private static final int MAX_LIVE = 8;

    private final Model model;
    private final List<LatchkeyServer> nodes;
    private final Random random;

    Manager(Model model, List<LatchkeyServer> nodes, long seed) {
        this.model = model;
        this.nodes = nodes;
        this.random = new Random(seed);
    }

    /** One operation. */
    void step() {
        int choice = random.nextInt(100);
        Optional<ModelKey> drawn = model.draw(random);
        if (drawn.isEmpty() || choice < 12) {
            make();
            return;
        }
        ModelKey key = drawn.get();
        if (!key.changing().tryLock()) {
            return;
        }
        try {
            if (key.lost().isPresent()) {
                find(key);
            } else if (key.status() != Status.DELETED) {
                change(key, choice);
            }
        } finally {
            key.changing().unlock();
        }
    }

    private void change(ModelKey key, int choice) {
        if (choice < 35) {
            set(key, Status.DISABLED);
        } else if (choice < 60) {
            set(key, Status.ENABLED);
        } else if (choice < 75) {
            rotate(key);
        } else if (choice < 92) {
            edit(key);
        } else {
            delete(key);
        }
    }

    private Caller admin() {
        return nodes.get(random.nextInt(nodes.size())).admin();
    }

    private void make() {
        ask(() -> admin().post("/manage/v1/keys", JSON))
                .filter(answer -> model.isExpected(answer, 201, "making a key"))
                .ifPresent(answer -> model.add(new ModelKey(
                        answer.json().get("number").longValue(),
                        answer.json().get("key").stringValue())));
    }

    private void set(ModelKey key, Status wanted) {
        key.begin();
        decide(
                key,
                ask(() -> admin().patch(key.path(), "{\"status\":\"" + wanted + "\"}")),
                200,
                Operation.CHANGE,
                wanted);
    }

    private void edit(ModelKey key) {
        // What it opens does not change for a moment.
        ask(() -> admin().patch(key.path(), "{\"description\":\"soak " + random.nextInt() + "\"}"))
                .ifPresent(answer -> model.isExpected(answer, 200, "editing " + key));
    }

    private void delete(ModelKey key) {
        key.begin();
        decide(key, ask(() -> admin().delete(key.path())), 204, Operation.DELETION, Status.DELETED);
    }

    private void rotate(ModelKey key) {
        boolean atOnce = random.nextBoolean() || key.live().size() > MAX_LIVE;
        Operation operation = atOnce ? Operation.ROTATION_AT_ONCE : Operation.ROTATION;
        key.begin();
        Optional<Answer> answer = ask(
                () -> admin().post(key.path() + "/rotation", "{\"overlap\":\"" + (atOnce ? "PT0S" : "PT1H") + "\"}"));
        if (answer.filter(given -> model.isExpected(given, 200, "rotating " + key))
                .isEmpty()) {
            key.lose(operation);
            return;
        }
        rotated(key, answer.get().json().get("key").stringValue(), atOnce);
        key.decide(key.status());
    }

    private static void rotated(ModelKey key, String secret, boolean atOnce) {
        List<ModelSecret> former = key.live();
        key.add(secret);
        if (atOnce) {
            key.end(former);
        }
    }

    private void decide(ModelKey key, Optional<Answer> answer, int expected, Operation operation, Status decided) {
        if (answer.filter(given -> model.isExpected(given, expected, operation + " of " + key))
                .isPresent()) {
            key.decide(decided);
        } else {
            key.lose(operation);
        }
    }

    /** Finds out what became of an operation whose answer was lost, once nothing of it can be on its way. */
    void find(ModelKey key) {
        ModelKey.Lost lost = key.lost().orElseThrow();
        if (!lost.isOver()) {
            return;
        }
        Caller admin = admin();
        Optional<Answer> found = ask(() -> admin.get(key.path()));
        if (found.filter(answer -> answer.status() == 404).isPresent()) {
            if (lost.operation() != Operation.DELETION) {
                model.violated(key + " is lost, though nobody has deleted it");
            }
            key.decide(Status.DELETED);
            return;
        }
        if (found.filter(answer -> answer.status() == 200).isEmpty()) {
            return;
        }
        Status status = Status.valueOf(found.get().json().get("status").stringValue());
        if (lost.operation() == Operation.ROTATION || lost.operation() == Operation.ROTATION_AT_ONCE) {
            Optional<Answer> copy =
                    ask(() -> admin.get(key.path() + "/secret")).filter(answer -> answer.status() == 200);
            if (copy.isEmpty()) {
                return;
            }
            String newest = copy.get().json().get("key").stringValue();
            if (key.live().stream().noneMatch(secret -> secret.text().equals(newest))) {
                rotated(key, newest, lost.operation() == Operation.ROTATION_AT_ONCE);
            }
        }
        key.decide(status);
    }

    /** The answer; none when it was lost, or says that nothing could be decided. */
    private static Optional<Answer> ask(Request request) {
        try {
            return Optional.of(request.send()).filter(answer -> answer.status() < 500 && isOfTheProduct(answer));
        } catch (UncheckedIOException lost) {
            return Optional.empty();
        }
    }

    /** A server that starts answers by pages of its own before the product is there. */
    static boolean isOfTheProduct(Answer answer) {
        return answer.header(CurrentRequest.HEADER).isPresent();
    }

    private interface Request {
        Answer send();
    }
}
