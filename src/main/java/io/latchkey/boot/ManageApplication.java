package io.latchkey.boot;

import io.latchkey.audit.AuditResource;
import io.latchkey.key.KeyResource;
import io.latchkey.keyimport.KeyImportResource;
import io.latchkey.leak.LeakResource;
import io.latchkey.masterkey.MasterKeyResource;
import io.latchkey.notice.NoticeResource;
import io.latchkey.organisation.AccountRole;
import io.latchkey.request.ServletPaths;
import io.latchkey.right.CustomRightResource;
import io.latchkey.security.AccessRightResource;
import io.latchkey.usage.KeyActivityResource;
import io.latchkey.user.UserResource;
import io.latchkey.webhook.WebhookResource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import java.util.Set;

/** The management API, with which the users of an organisation manage its keys. */
@ApplicationPath(ServletPaths.MANAGE)
@DeclareRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
public class ManageApplication extends BeanApplication {

    /** For the container. */
    public ManageApplication() {
        super(
                Set.of(
                        AccessRightResource.class,
                        AuditResource.class,
                        CustomRightResource.class,
                        KeyActivityResource.class,
                        KeyImportResource.class,
                        KeyResource.class,
                        LeakResource.class,
                        MasterKeyResource.class,
                        NoticeResource.class,
                        UserResource.class,
                        WebhookResource.class),
                Set.of(SharedProviders.class));
    }
}
