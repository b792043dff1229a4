/**
 * How many requests a key may make: the form of a rate limit, and quotas of a day or a month, which are counted in the
 * database, by blocks that nodes take in advance.
 */
package io.latchkey.quota;
