/**
 * Defines the kinds of channels by which a person can be reached and the normal form of an address in each, without
 * depending on contacts.
 */
package io.latchkey.channel;
