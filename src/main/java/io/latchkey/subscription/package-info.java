/**
 * Subscriptions: the kinds of mail that contacts have chosen, and the addresses that must get none. Knows of a contact
 * only its id.
 */
package io.latchkey.subscription;
