/** How many requests a key and an organisation may make; counted in the memory of each node, off by default. */
package io.latchkey.limit;
