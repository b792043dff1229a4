/** Addresses of the internet: networks, and where a request truly comes from. */
package io.latchkey.network;
