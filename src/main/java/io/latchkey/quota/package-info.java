/**
 * Limits how many requests a key may make: the form of a rate limit, and quotas of a day or a month, counted in the database in
 * blocks that nodes reserve in advance.
 */
package io.latchkey.quota;
