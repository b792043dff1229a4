/** Turns exceptions and errors of the container into problem documents (RFC 9457). */
package io.latchkey.problem;
