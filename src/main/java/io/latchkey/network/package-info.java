/** Addresses of the internet: networks, where a request truly comes from, and where the product itself is reached. */
package io.latchkey.network;
