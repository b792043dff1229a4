/** Manages contacts, the people an organisation knows, whom its integrations add, change, find and delete. */
package io.latchkey.contact;
