/**
 * Provides the key that makes a request to the code that answers the request, and counts how many requests
 * were decided in which way.
 */
package io.latchkey.caller;
