/**
 * Organisations and their users: who owns the data, and who manages the keys to it.
 */
package io.latchkey.organisation;
