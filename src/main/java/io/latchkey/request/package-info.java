/**
 * The id of a request, by which its answer, its lines in the log and those of the systems before it are found together.
 */
package io.latchkey.request;
