package io.latchkey.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.junit.jupiter.api.Test;

class DeclaredMethodTest {

    @Path("things")
    @RolesAllowed("one")
    public static class Things {

        @GET
        @RolesAllowed("other")
        public String list(@QueryParam("limit") int limit) {
            return "";
        }
    }

    /** What CDI makes of it. */
    public static class Intercepted extends Things {

        @Override
        public String list(int limit) {
            return super.list(limit);
        }

        public String ofItsOwn() {
            return "";
        }
    }

    @Test
    void annotationsAreThoseOfTheResourceAndNotOfItsSubclass() throws NoSuchMethodException {
        DeclaredMethod declared = DeclaredMethod.of(Intercepted.class, Intercepted.class.getMethod("list", int.class));

        assertThat(declared.resource()).isEqualTo(Things.class);
        assertThat(declared.method().getAnnotation(RolesAllowed.class).value()).containsExactly("other");
        assertThat(declared.method().getParameters()[0].isAnnotationPresent(QueryParam.class))
                .isTrue();
    }

    @Test
    void aResourceItselfIsAsItIs() throws NoSuchMethodException {
        DeclaredMethod declared = DeclaredMethod.of(Things.class, Things.class.getMethod("list", int.class));

        assertThat(declared).isEqualTo(new DeclaredMethod(Things.class, Things.class.getMethod("list", int.class)));
    }

    @Test
    void whatIsNotOfTheResourceGetsNoneOfItsAnnotations() throws NoSuchMethodException {
        DeclaredMethod declared = DeclaredMethod.of(Intercepted.class, Intercepted.class.getMethod("ofItsOwn"));

        assertThat(declared.resource()).isEqualTo(Intercepted.class);
        assertThat(DeclaredMethod.of(Object.class, Object.class.getMethod("toString"))
                        .resource())
                .isEqualTo(Object.class);
    }
}
