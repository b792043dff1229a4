/**
 * Reports through MicroProfile Health, to anybody who asks, whether the product has started, is ready for
 * requests and is alive, and nothing else.
 */
package io.latchkey.health;
