/**
 * Provides the database connection, its pool and the schema's migration, recognises when the database is
 * unavailable, and keeps work in the background going when it is, without knowing what is stored.
 */
package io.latchkey.database;
