/**
 * Issues and verifies short-lived bearer tokens that can only send events for an API key, for places where the key
 * itself must not be.
 */
package io.latchkey.token;
