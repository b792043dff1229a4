/**
 * The ways to reach a person: the kinds of channels and the normal form of an address in each. Knows no contact.
 */
package io.latchkey.channel;
