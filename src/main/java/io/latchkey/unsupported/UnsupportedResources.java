package io.latchkey.unsupported;

import io.latchkey.key.ApiRole;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.Set;

/** Every path of the reference that is not part of this product, under the right that it would need. */
public final class UnsupportedResources {

    /** The resource classes, for the application. */
    public static final Set<Class<?>> CLASSES = Set.of(
            MobilePushMessages.class,
            AppInboxMessages.class,
            WebPushMessages.class,
            ViberMessages.class,
            ViberSending.class,
            TelegramMessages.class,
            AppTokens.class,
            ContactTokens.class,
            WebTracking.class,
            Recommendations.class,
            PromoCodes.class);

    private UnsupportedResources() {}

    @Singleton
    @Path("v1/messages/mobilepush{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class MobilePushMessages extends Unsupported {}

    @Singleton
    @Path("v1/messages/appinbox{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class AppInboxMessages extends Unsupported {}

    @Singleton
    @Path("v1/messages/webpush{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class WebPushMessages extends Unsupported {}

    @Singleton
    @Path("v1/messages/viber{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class ViberMessages extends Unsupported {}

    @Singleton
    @Path("v1/message/viber{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class ViberSending extends Unsupported {}

    @Singleton
    @Path("v1/messages/telegram{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class TelegramMessages extends Unsupported {}

    /** The tokens by which apps are sent to. */
    @Singleton
    @Path("v1/apps{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class AppTokens extends Unsupported {}

    @Singleton
    @Path("v1/contact/token{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class ContactTokens extends Unsupported {}

    /** Sites with their tracking script, and their web push. */
    @Singleton
    @Path("v1/site{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class WebTracking extends Unsupported {}

    @Singleton
    @Path("v2/contacts/recoms{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class Recommendations extends Unsupported {}

    @Singleton
    @Path("v1/promocodes{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class PromoCodes extends Unsupported {}
}
