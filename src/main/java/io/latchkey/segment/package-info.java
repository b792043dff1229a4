/**
 * Segments: named lists of contacts, which clients call groups. Knows of a contact only its id.
 */
package io.latchkey.segment;
