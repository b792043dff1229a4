/**
 * Defines the API key (its secrets, its life cycle, what is remembered of presented keys) and lets the users of an organisation
 * manage it.
 */
package io.latchkey.key;
