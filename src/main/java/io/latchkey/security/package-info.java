/**
 * Decides who is calling and what they may access, by the authentication that the server calls, the identity stores
 * that it asks and the enforcement of roles; whatever is not allowed is refused.
 */
package io.latchkey.security;
