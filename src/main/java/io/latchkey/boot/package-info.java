/**
 * Puts the product together and starts it: the Jakarta REST applications, the steps of the start, the first user. Knows
 * every other package; none knows it.
 */
package io.latchkey.boot;
