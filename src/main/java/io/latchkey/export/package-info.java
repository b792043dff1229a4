/**
 * Contains what all exports share: lists of any length that are written to the response while they are read,
 * for a limited time, so that a reader can tell an incomplete one.
 */
package io.latchkey.export;
