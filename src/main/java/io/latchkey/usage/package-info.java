/**
 * Records the use of keys (last use and activity) in memory and writes it in batches, and disables keys that are not
 * used.
 */
package io.latchkey.usage;
