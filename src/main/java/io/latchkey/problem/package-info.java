/**
 * Errors: the problem document of RFC 9457, and how each exception or container error becomes one.
 */
package io.latchkey.problem;
