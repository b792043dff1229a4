/**
 * The API key: its secrets, its life, what is known of one that was presented, and the management of all that
 * by the users of an organisation.
 */
package io.latchkey.key;
