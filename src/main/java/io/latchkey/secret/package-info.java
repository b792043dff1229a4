/**
 * The installation's secrets: where they come from, and that they are the right ones for the database.
 */
package io.latchkey.secret;
