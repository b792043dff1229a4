package io.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * An event: the request was answered by the authentication, so that no filter sees it.
 *
 * @param response the answer, which may be sent already
 */
public record RequestRefused(HttpServletRequest request, HttpServletResponse response) {}
