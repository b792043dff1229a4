/**
 * Manages subscriptions, the kinds of mail that contacts have chosen, and the addresses that must get no mail, and
 * knows only the id of a contact.
 */
package io.latchkey.subscription;
