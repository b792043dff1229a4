package io.latchkey.boot;

import io.latchkey.account.AccountResource;
import io.latchkey.event.EventResource;
import io.latchkey.key.ApiRole;
import io.latchkey.message.ActivityResource;
import io.latchkey.message.CalloutResource;
import io.latchkey.message.ContactMessageResource;
import io.latchkey.message.InteractionResource;
import io.latchkey.message.InterfaceResource;
import io.latchkey.message.SendResource;
import io.latchkey.message.StatusResource;
import io.latchkey.template.EmailTemplateResource;
import io.latchkey.template.SmsTemplateResource;
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
                EventResource.class,
                EmailTemplateResource.class,
                SmsTemplateResource.class,
                SendResource.class,
                StatusResource.class,
                InterfaceResource.class,
                CalloutResource.class,
                InteractionResource.class,
                ActivityResource.class,
                ContactMessageResource.class));
        classes.addAll(SharedProviders.CLASSES);
        return classes;
    }
}
