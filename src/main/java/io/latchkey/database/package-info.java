/**
 * Provides the database connection, its pool and the schema's migration, and recognises when the database is
 * unavailable, without knowing what is stored.
 */
package io.latchkey.database;
