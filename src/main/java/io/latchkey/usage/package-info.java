/**
 * The use of keys: their last use, collected in memory and written in batches, and the disabling of keys without use.
 */
package io.latchkey.usage;
