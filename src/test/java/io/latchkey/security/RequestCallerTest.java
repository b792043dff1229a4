package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.enterprise.CallerPrincipal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.junit.jupiter.api.Test;

class RequestCallerTest {

    private final List<Callback> told = new ArrayList<>();
    private final Subject subject = new Subject();
    private final RequestCaller caller = new RequestCaller(subject, callbacks -> told.addAll(List.of(callbacks)));

    @Test
    void theContainerIsToldTheCallerAndItsGroups() {
        CallerPrincipal principal = new CallerPrincipal("a key");

        AuthStatus status = caller.setCaller(new IdentifiedCaller(principal, Set.of("EVENTS")));

        assertThat(status).isEqualTo(AuthStatus.SUCCESS);
        assertThat(told)
                .satisfiesExactly(
                        callback -> {
                            CallerPrincipalCallback named = (CallerPrincipalCallback) callback;
                            assertThat(named.getPrincipal()).isSameAs(principal);
                            assertThat(named.getSubject()).isSameAs(subject);
                        },
                        callback -> {
                            GroupPrincipalCallback groups = (GroupPrincipalCallback) callback;
                            assertThat(groups.getGroups()).containsExactly("EVENTS");
                            assertThat(groups.getSubject()).isSameAs(subject);
                        });
    }

    @Test
    void aRequestThatNeedsNoCallerHasNone() {
        assertThat(caller.setNoCaller()).isEqualTo(AuthStatus.SUCCESS);
        assertThat(told).singleElement().satisfies(callback -> {
            CallerPrincipalCallback named = (CallerPrincipalCallback) callback;
            assertThat(named.getPrincipal()).isNull();
            assertThat(named.getName()).isNull();
            assertThat(named.getSubject()).isSameAs(subject);
        });
    }

    @Test
    void nobodyIsLetInIfTheContainerDoesNotTakeTheCaller() {
        IdentifiedCaller valid = new IdentifiedCaller(new CallerPrincipal("a key"), Set.of());

        assertThatThrownBy(() -> with(callbacks -> {
                            throw new UnsupportedCallbackException(callbacks[0]);
                        })
                        .setCaller(valid))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> with(callbacks -> {
                            throw new IOException("no");
                        })
                        .setCaller(valid))
                .isInstanceOf(UncheckedIOException.class);
    }

    private RequestCaller with(CallbackHandler container) {
        return new RequestCaller(subject, container);
    }
}
