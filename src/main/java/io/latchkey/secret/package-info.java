/** Loads the installation's secrets and checks that they are the right ones for the database. */
package io.latchkey.secret;
