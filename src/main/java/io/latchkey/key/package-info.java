/**
 * The API key: its access right, its secrets, its life, and the management of all that by the users of an organisation.
 */
package io.latchkey.key;
