package io.latchkey.boot;

import io.latchkey.account.AccountResource;
import io.latchkey.account.BalanceResource;
import io.latchkey.account.VersionResource;
import io.latchkey.event.EventBodyLimit;
import io.latchkey.event.EventDeletionResource;
import io.latchkey.event.EventResource;
import io.latchkey.event.PastEventResource;
import io.latchkey.key.ApiRole;
import io.latchkey.order.OrderResource;
import io.latchkey.token.TokenResource;
import io.latchkey.unsupported.UnsupportedResources;
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
    ApiRole.MESSAGES,
    ApiRole.EVERYTHING
})
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(Set.of(
                AccountResource.class,
                BalanceResource.class,
                VersionResource.class,
                EventBodyLimit.class,
                EventDeletionResource.class,
                EventResource.class,
                PastEventResource.class,
                OrderResource.class,
                TokenResource.class));
        classes.addAll(UnsupportedResources.CLASSES);
        classes.addAll(SharedProviders.CLASSES);
        return classes;
    }
}
