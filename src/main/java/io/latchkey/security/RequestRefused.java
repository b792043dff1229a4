package io.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Fired when authentication has answered the request itself, so that no filter sees it.
 *
 * @param response the response, which may already be committed
 */
public record RequestRefused(HttpServletRequest request, HttpServletResponse response) {}
