package io.latchkey.boot;

import io.latchkey.account.AccountResource;
import io.latchkey.contact.ContactResource;
import io.latchkey.event.EventResource;
import io.latchkey.key.ApiRole;
import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;

/** The guarded API: what API keys open. */
@ApplicationPath("/api")
@DeclareRoles({
    ApiRole.KEY,
    ApiRole.EVENTS_SEND,
    ApiRole.EVENTS_DELETE,
    ApiRole.CONTACTS_WRITE,
    ApiRole.CONTACTS_READ,
    ApiRole.CONTACTS_DELETE,
    ApiRole.MESSAGES
})
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes =
                new HashSet<>(Set.of(AccountResource.class, ContactResource.class, EventResource.class));
        classes.addAll(SharedProviders.CLASSES);
        return classes;
    }
}
