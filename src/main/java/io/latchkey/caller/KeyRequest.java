package io.latchkey.caller;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A request that an API key makes.
 *
 * @param request the servlet request itself, on which a call costs a fraction of one on the proxy that the
 *     container injects
 */
public record KeyRequest(ApiKeyPrincipal key, HttpServletRequest request) {}
