/**
 * Handles internet addresses: networks, the true origin of a request, and the address at which the product itself is
 * reached.
 */
package io.latchkey.network;
