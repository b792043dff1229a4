package io.latchkey.verify;

import io.latchkey.key.PresentedKey;
import io.latchkey.problem.Problem;
import io.latchkey.usage.KeyActivity;
import io.latchkey.usage.KeyUse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Remembers the requests to other services as what the key did. */
@Singleton
class VerifiedUses {

    private static final int GRANTED = 204;

    private final KeyActivity activity;
    private final Clock clock;

    @Inject
    VerifiedUses(KeyActivity activity, Clock clock) {
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * One of a known key, from a known address.
     *
     * @param agent what the client calls itself; empty, if it is not known
     */
    void record(Verdict verdict, Question question, String agent) {
        verdict.key().map(PresentedKey::keyId).ifPresent(key -> question.address()
                .ifPresent(address -> activity.record(key, use(verdict, question, address, agent))));
    }

    private KeyUse use(Verdict verdict, Question question, String address, String agent) {
        return new KeyUse(
                clock.instant(),
                question.request().map(ServiceRequest::method).orElse("GET"),
                question.request().map(ServiceRequest::path).orElse(ProxyQuestion.PLAIN),
                address,
                agent,
                verdict.problem().map(Problem::status).orElse(GRANTED));
    }
}
