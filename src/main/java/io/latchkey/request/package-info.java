/**
 * Gives each request an id, which connects its answer, its lines in the log and those of the systems in front of it,
 * and names the paths by which requests reach the parts of the application.
 */
package io.latchkey.request;
