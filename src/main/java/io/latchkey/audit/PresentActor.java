package io.latchkey.audit;

import io.latchkey.network.ClientAddress;
import io.latchkey.organisation.CallingUser;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who is at work: the user of the present request, or else the product itself. */
@Singleton
public class PresentActor {

    private final CallingUser user;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    public PresentActor(CallingUser user, ClientAddress clientAddress, HttpServletRequest request) {
        this.user = user;
        this.clientAddress = clientAddress;
        this.request = request;
    }

    /** The actor. */
    public AuditActor get() {
        return user.find().map(principal -> as(principal.getName())).orElse(AuditActor.TIMER);
    }

    /** The user of this name, as whom the caller of the present request is about to be known. */
    public AuditActor as(String userName) {
        return new AuditActor(AuditActor.Kind.USER, userName, Optional.of(clientAddress.of(request)));
    }
}
