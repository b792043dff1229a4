/**
 * Reports by MicroProfile Health, to anybody who asks, only whether the product has started, is ready for requests and
 * is alive.
 */
package io.latchkey.health;
