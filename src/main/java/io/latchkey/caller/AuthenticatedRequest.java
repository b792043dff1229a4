package io.latchkey.caller;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A request that an API key makes.
 *
 * @param key the key that the authentication has admitted
 * @param request the servlet request itself, on which a call costs a fraction of one on the proxy that the
 *     container injects
 */
public record AuthenticatedRequest(ApiKeyPrincipal key, HttpServletRequest request) {}
