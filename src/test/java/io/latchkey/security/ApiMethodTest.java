package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiMethodTest {

    @Path("{version: v[12]}/thing")
    @RolesAllowed("reader")
    @SuppressWarnings("unused")
    private static final class SampleResource {
        @GET
        public String list() {
            return "";
        }

        @DELETE
        @Path("{id: [0-9]{1,18}}/{language: [a-z]{2}}")
        @RolesAllowed("writer")
        public void delete() {}

        public void helper() {}
    }

    @Test
    void eachVersionIsAMethodOfItsOwnWithItsRoles() {
        assertThat(ApiMethod.of("/root", Set.of(SampleResource.class, String.class)))
                .containsExactly(
                        new ApiMethod("GET", "/root/v1/thing", Set.of("reader")),
                        new ApiMethod("DELETE", "/root/v1/thing/{id}/{language}", Set.of("writer")),
                        new ApiMethod("GET", "/root/v2/thing", Set.of("reader")),
                        new ApiMethod("DELETE", "/root/v2/thing/{id}/{language}", Set.of("writer")));
    }
}
