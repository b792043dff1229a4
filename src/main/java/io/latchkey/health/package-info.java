/**
 * What a server or an orchestrator is told of the product by MicroProfile Health: whether it has started, is ready for
 * requests, and is alive. Anybody may ask, and learns no more than that.
 */
package io.latchkey.health;
