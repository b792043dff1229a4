/**
 * The API key: its format, its digest and its encrypted copy, its access right, its life, and the management of all that
 * by the users of an organisation.
 */
package io.latchkey.key;
