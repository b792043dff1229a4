package io.latchkey.boot;

import io.latchkey.account.AccountResource;
import io.latchkey.account.BalanceResource;
import io.latchkey.account.VersionResource;
import io.latchkey.contact.AddressBookResource;
import io.latchkey.contact.ContactListResource;
import io.latchkey.contact.ContactResource;
import io.latchkey.contact.ContactSubscriptionResource;
import io.latchkey.contact.GroupContactsResource;
import io.latchkey.contactimport.ContactImportResource;
import io.latchkey.contactimport.ImportStatusResource;
import io.latchkey.event.EventDeletionResource;
import io.latchkey.event.EventResource;
import io.latchkey.event.PastEventResource;
import io.latchkey.message.ActivityResource;
import io.latchkey.message.CalloutResource;
import io.latchkey.message.ContactActivityResource;
import io.latchkey.message.ContactMessageResource;
import io.latchkey.message.InteractionResource;
import io.latchkey.message.InterfaceResource;
import io.latchkey.message.SendResource;
import io.latchkey.message.StatusResource;
import io.latchkey.order.OrderResource;
import io.latchkey.request.ServletPaths;
import io.latchkey.right.ApiRole;
import io.latchkey.security.ApiMethod;
import io.latchkey.segment.GroupResource;
import io.latchkey.subscription.SubscriptionResource;
import io.latchkey.subscription.UnsubscribedEmailResource;
import io.latchkey.template.EmailTemplateResource;
import io.latchkey.template.SmsTemplateResource;
import io.latchkey.token.TokenResource;
import io.latchkey.unsupported.UnsupportedResources;
import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import java.util.HashSet;
import java.util.Set;

/** The guarded API, which is called with API keys. */
@ApplicationPath(ServletPaths.API)
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
public class ApiApplication extends BeanApplication {

    /** For the container. */
    public ApiApplication() {
        super(resources(), Set.of(KeyProviders.class, SharedProviders.class));
    }

    /** Returns the methods that only answer 501. */
    Set<ApiMethod> unsupportedMethods() {
        return Set.copyOf(ApiMethod.of(root(), UnsupportedResources.CLASSES));
    }

    private static Set<Class<?>> resources() {
        Set<Class<?>> classes = new HashSet<>(Set.of(
                AccountResource.class,
                ActivityResource.class,
                AddressBookResource.class,
                BalanceResource.class,
                CalloutResource.class,
                ContactActivityResource.class,
                ContactImportResource.class,
                ContactListResource.class,
                ContactMessageResource.class,
                ContactResource.class,
                ContactSubscriptionResource.class,
                EmailTemplateResource.class,
                EventDeletionResource.class,
                EventResource.class,
                GroupContactsResource.class,
                GroupResource.class,
                ImportStatusResource.class,
                InteractionResource.class,
                InterfaceResource.class,
                OrderResource.class,
                PastEventResource.class,
                SendResource.class,
                SmsTemplateResource.class,
                StatusResource.class,
                SubscriptionResource.class,
                TokenResource.class,
                UnsubscribedEmailResource.class,
                VersionResource.class));
        classes.addAll(UnsupportedResources.CLASSES);
        return classes;
    }
}
