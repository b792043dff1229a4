/**
 * The users of an organisation, managed by its owners; and what each user changes of their own.
 */
package io.latchkey.user;
