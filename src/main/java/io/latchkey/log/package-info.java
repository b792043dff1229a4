/**
 * Keeps credentials out of the log, whatever code logs them, and adds the request's id to what is logged about a
 * request.
 */
package io.latchkey.log;
