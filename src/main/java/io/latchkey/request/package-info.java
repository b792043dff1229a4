/**
 * Gives each request an id, which connects its answer, its lines in the log and those of the systems in front of it.
 */
package io.latchkey.request;
