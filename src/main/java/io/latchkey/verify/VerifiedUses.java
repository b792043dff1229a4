package io.latchkey.verify;

import io.latchkey.key.PresentedKey;
import io.latchkey.problem.Problem;
import io.latchkey.usage.KeyActivity;
import io.latchkey.usage.KeyUse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Records requests to other services in the key's activity. */
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
     * Records a request if its key and its address are known.
     *
     * @param agent the client's user agent; empty if unknown
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
