package io.latchkey.soak;

import io.latchkey.testing.Answer;
import io.latchkey.testing.LatchkeyServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;

/** Use keys at random, and have the model judge the answers. */
final class Users {

    private static final String PATH = "/api/v1/version";

    private final Model model;

    Users(Model model) {
        this.model = model;
    }

    /** One use of a secret of any key, also of one that has ended. */
    void use(Random random, LatchkeyServer node) {
        model.draw(random).ifPresent(key -> {
            ModelSecret secret = key.secrets().get(random.nextInt(key.secrets().size()));
            use(key, secret, node);
        });
    }

    private void use(ModelKey key, ModelSecret secret, LatchkeyServer node) {
        ModelSecret.Known before = secret.known();
        Duration age = before.age();
        try {
            Answer answer = answer(secret, node);
            if (Manager.isOfTheProduct(answer)) {
                model.judge(
                        key, secret, before, age, answer.status(), node.base().toString());
            } else {
                model.lost();
            }
        } catch (UncheckedIOException nodeIsAway) {
            model.lost();
        }
    }

    static Answer answer(ModelSecret secret, LatchkeyServer node) {
        return node.anonymous().as("soak", secret.text()).get(PATH);
    }
}
