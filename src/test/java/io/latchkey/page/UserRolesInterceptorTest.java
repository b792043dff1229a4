package io.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.auditpage.AuditPageService;
import io.latchkey.keyimportpage.ImportPageService;
import io.latchkey.keypage.KeyPageService;
import io.latchkey.keypage.LeakPageService;
import io.latchkey.masterkeypage.MasterKeyPageService;
import io.latchkey.organisation.AccountRole;
import io.latchkey.outboxpage.OutboxPageService;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import io.latchkey.rightpage.RightPageService;
import io.latchkey.userpage.UserPageService;
import io.latchkey.webhookpage.WebhookPageService;
import jakarta.interceptor.InvocationContext;
import jakarta.security.enterprise.SecurityContext;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which role may have what done, as the interceptor decides by their annotations on the page services. */
class UserRolesInterceptorTest {

    private static final List<Class<?>> PAGE_SERVICES = List.of(
            AuditPageService.class,
            ImportPageService.class,
            KeyPageService.class,
            LeakPageService.class,
            MasterKeyPageService.class,
            OutboxPageService.class,
            RightPageService.class,
            UserPageService.class,
            WebhookPageService.class);

    @Test
    void aViewerReadsListsAndChangesWhatIsTheirOwn() throws Exception {
        assertThat(let(AccountRole.VIEWER_ROLE, true))
                .containsExactlyInAnyOrder(
                        "KeyPageService.list",
                        "KeyPageService.count",
                        "KeyPageService.find",
                        "KeyPageService.customRights",
                        "RightPageService.list",
                        "UserPageService.own",
                        "UserPageService.changeOwn");
    }

    @Test
    void aManagerIsKeptFromWhatIsForOwners() throws Exception {
        assertThat(let(AccountRole.MANAGER_ROLE, false))
                .containsExactlyInAnyOrder(
                        "MasterKeyPageService.versions",
                        "MasterKeyPageService.rotate",
                        "UserPageService.after",
                        "UserPageService.find",
                        "UserPageService.refusals",
                        "UserPageService.refusals",
                        "UserPageService.create",
                        "UserPageService.change",
                        "UserPageService.delete",
                        "WebhookPageService.find",
                        "WebhookPageService.notices",
                        "WebhookPageService.set",
                        "WebhookPageService.remove");
    }

    @Test
    void anOwnerIsKeptFromNothingAndWhoHasNoRoleFromEverything() throws Exception {
        assertThat(let(AccountRole.OWNER_ROLE, false)).isEmpty();
        assertThat(let("none", true)).isEmpty();
    }

    @Test
    void whatTheMethodRefusesForTheRoleIsRefusedAsIfItHadNotBegun() throws Exception {
        Method method = UserPageService.class.getMethod("delete", long.class);
        ProblemException lost = new ProblemException(Problem.of(ProblemType.ROLE_NEEDED, "The role was lost."));
        ProblemException other = ProblemException.conflict("role", "The organisation needs an owner.");

        assertThatExceptionOfType(RoleMissingException.class)
                .isThrownBy(() -> interceptor(AccountRole.OWNER_ROLE).check(call(method, () -> {
                    throw lost;
                })));
        assertThatThrownBy(() -> interceptor(AccountRole.OWNER_ROLE).check(call(method, () -> {
                    throw other;
                })))
                .isSameAs(other);
    }

    /** The methods that somebody with this role gets done, or those that they do not. */
    private static List<String> let(String role, boolean done) throws Exception {
        UserRolesInterceptor interceptor = interceptor(role);
        List<String> methods = new ArrayList<>();
        for (Class<?> service : PAGE_SERVICES) {
            for (Method method : service.getDeclaredMethods()) {
                if (!Modifier.isPrivate(method.getModifiers()) && isDone(interceptor, method) == done) {
                    methods.add(service.getSimpleName() + "." + method.getName());
                }
            }
        }
        return methods;
    }

    private static boolean isDone(UserRolesInterceptor interceptor, Method method) throws Exception {
        List<Method> done = new ArrayList<>();
        try {
            interceptor.check(call(method, () -> done.add(method)));
        } catch (RoleMissingException refused) {
            assertThat(done).isEmpty();
        }
        return !done.isEmpty();
    }

    private static InvocationContext call(Method method, Supplier<Boolean> proceed) {
        return (InvocationContext) Proxy.newProxyInstance(
                InvocationContext.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, asked, arguments) -> switch (asked.getName()) {
                    case "getMethod" -> method;
                    case "proceed" -> proceed.get();
                    default -> throw new UnsupportedOperationException(asked.getName());
                });
    }

    /** With a caller as the container would have authenticated them. */
    private static UserRolesInterceptor interceptor(String role) throws Exception {
        Object caller = Proxy.newProxyInstance(
                SecurityContext.class.getClassLoader(),
                new Class<?>[] {SecurityContext.class},
                (proxy, asked, arguments) -> switch (asked.getName()) {
                    case "isCallerInRole" -> arguments[0].equals(role);
                    default -> throw new UnsupportedOperationException(asked.getName());
                });
        UserRolesInterceptor interceptor = new UserRolesInterceptor();
        Field security = UserRolesInterceptor.class.getDeclaredField("security");
        security.setAccessible(true);
        security.set(interceptor, caller);
        return interceptor;
    }
}
