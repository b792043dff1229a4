package io.latchkey.boot;

import io.latchkey.account.AccountResource;
import io.latchkey.contact.AddressBookResource;
import io.latchkey.contact.ContactListResource;
import io.latchkey.contact.ContactResource;
import io.latchkey.contact.ContactSubscriptionResource;
import io.latchkey.contact.GroupContactsResource;
import io.latchkey.contactimport.ContactImportResource;
import io.latchkey.contactimport.ImportStatusResource;
import io.latchkey.event.EventResource;
import io.latchkey.key.ApiRole;
import io.latchkey.segment.GroupResource;
import io.latchkey.subscription.SubscriptionResource;
import io.latchkey.subscription.UnsubscribedEmailResource;
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
        Set<Class<?>> classes = new HashSet<>(Set.of(
                AccountResource.class,
                AddressBookResource.class,
                ContactImportResource.class,
                ContactListResource.class,
                ContactResource.class,
                ContactSubscriptionResource.class,
                EventResource.class,
                GroupContactsResource.class,
                GroupResource.class,
                ImportStatusResource.class,
                SubscriptionResource.class,
                UnsubscribedEmailResource.class));
        classes.addAll(SharedProviders.CLASSES);
        return classes;
    }
}
