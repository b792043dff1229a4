/** Manages segments, which are named lists of contacts that clients call groups, and knows only the id of a contact. */
package io.latchkey.segment;
