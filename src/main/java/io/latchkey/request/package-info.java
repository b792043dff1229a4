/**
 * Gives each request an id, which connects its answer, its lines in the log and those of the systems in front of it,
 * names the paths by which requests reach the parts of the application, and tells whether a body is encoded.
 */
package io.latchkey.request;
