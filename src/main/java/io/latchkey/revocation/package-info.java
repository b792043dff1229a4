/**
 * Keeps what nodes remember of keys in step with the database. A lone node on H2 needs none of it.
 */
package io.latchkey.revocation;
