/**
 * Who is calling and what is open to them: the authentication mechanism, the identity stores it asks, and the
 * enforcement of roles. Refusal is the default throughout.
 */
package io.latchkey.security;
