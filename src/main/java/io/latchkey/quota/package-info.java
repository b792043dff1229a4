/** How many requests a key may make in a day or a month: counted in the database, by blocks that nodes take in advance. */
package io.latchkey.quota;
