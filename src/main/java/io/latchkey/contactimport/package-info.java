/**
 * Imports many contacts at once: a request is stored and processed in the background from the database, so that neither
 * a killed process nor a second node loses a contact or imports one twice.
 */
package io.latchkey.contactimport;
