package io.latchkey.unsupported;

import io.latchkey.right.ApiRole;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.Set;

/** Every path of the reference that is not part of this product, with the role that it would require. */
public final class UnsupportedResources {

    /** The resource classes, for the application. */
    public static final Set<Class<?>> CLASSES = Set.of(
            MobilePushMessagesResource.class,
            AppInboxMessagesResource.class,
            WebPushMessagesResource.class,
            ViberMessagesResource.class,
            ViberSendingResource.class,
            TelegramMessagesResource.class,
            AppTokensResource.class,
            ContactTokensResource.class,
            WebTrackingResource.class,
            RecommendationsResource.class,
            PromoCodesResource.class);

    private UnsupportedResources() {}

    @Singleton
    @Path("v1/messages/mobilepush{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class MobilePushMessagesResource extends Unsupported {}

    @Singleton
    @Path("v1/messages/appinbox{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class AppInboxMessagesResource extends Unsupported {}

    @Singleton
    @Path("v1/messages/webpush{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class WebPushMessagesResource extends Unsupported {}

    @Singleton
    @Path("v1/messages/viber{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class ViberMessagesResource extends Unsupported {}

    @Singleton
    @Path("v1/message/viber{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class ViberSendingResource extends Unsupported {}

    @Singleton
    @Path("v1/messages/telegram{rest: (/.*)?}")
    @RolesAllowed(ApiRole.MESSAGES)
    public static class TelegramMessagesResource extends Unsupported {}

    /** The device tokens to which app messages are sent. */
    @Singleton
    @Path("v1/apps{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class AppTokensResource extends Unsupported {}

    @Singleton
    @Path("v1/contact/token{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class ContactTokensResource extends Unsupported {}

    /** Web sites with their tracking script and web push. */
    @Singleton
    @Path("v1/site{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class WebTrackingResource extends Unsupported {}

    @Singleton
    @Path("v2/contacts/recoms{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class RecommendationsResource extends Unsupported {}

    @Singleton
    @Path("v1/promocodes{rest: (/.*)?}")
    @RolesAllowed(ApiRole.EVERYTHING)
    public static class PromoCodesResource extends Unsupported {}
}
