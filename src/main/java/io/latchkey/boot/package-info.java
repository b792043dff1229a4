/**
 * Assembles and starts the product (the Jakarta REST applications and what is described of them, the steps of the start,
 * the first user), so that it depends on every other package and none depends on it.
 */
package io.latchkey.boot;
