/**
 * Bearer tokens: short-lived stand-ins for an API key that may only send events, for places where a key must not be.
 */
package io.latchkey.token;
