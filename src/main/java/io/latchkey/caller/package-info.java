/**
 * The key that makes a request, as those who answer the request know it, and how many requests were decided in which way.
 */
package io.latchkey.caller;
