/** Keeps each node's cache of keys consistent with the database; a single node on H2 does not need it. */
package io.latchkey.revocation;
