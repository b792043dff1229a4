/**
 * Imports of many contacts: taken at once, carried out in the background from the database, so that neither a kill of the
 * process nor a second node loses a contact or takes one twice.
 */
package io.latchkey.contactimport;
