/**
 * How many requests a key and an organisation may make in a period, counted in the memory of each node, and how many
 * failed attempts an address; with the key's quota, what a request is told of all that.
 */
package io.latchkey.limit;
