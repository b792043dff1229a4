package io.latchkey.audit;

import io.latchkey.network.ClientAddress;
import io.latchkey.organisation.CallingUser;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Determines who is acting: the user of the current request, or else the product itself. */
@Singleton
public class CurrentActor {

    private final CallingUser user;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public CurrentActor(CallingUser user, ClientAddress clientAddress, HttpServletRequest request) {
        this.user = user;
        this.clientAddress = clientAddress;
        this.request = request;
    }

    /** Returns the actor. */
    public AuditActor get() {
        return user.find().map(principal -> as(principal.getName())).orElse(AuditActor.TIMER);
    }

    /**
     * Returns the user with the given name as the actor, for a caller of the current request who is about to
     * be identified as that user.
     */
    public AuditActor as(String userName) {
        return new AuditActor(AuditActor.Kind.USER, userName, Optional.of(clientAddress.of(request)));
    }
}
