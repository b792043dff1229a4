/**
 * The database: which one, its pool, its schema, and how its absence is recognised. Knows nothing of what is stored.
 */
package io.latchkey.database;
