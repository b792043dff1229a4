/**
 * A key for other services: answers whether a key is good for a request that a proxy or a service has got.
 */
package io.latchkey.verify;
