/**
 * Contacts: the people an organisation knows, added, changed, found and deleted by its integrations.
 */
package io.latchkey.contact;
