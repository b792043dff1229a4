package io.latchkey.security;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses requests that could be part of another one, where authentication has not already checked them. */
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class BodyFramingFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient BodyFraming framing;

    /** For the container, which injects the dependencies. */
    @Inject
    public BodyFramingFilter(BodyFraming framing) {
        this.framing = framing;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!framing.refuseIfAmbiguous(request, response)) {
            chain.doFilter(request, response);
        }
    }
}
