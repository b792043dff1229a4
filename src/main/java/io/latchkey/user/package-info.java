/** Lets owners manage the users of an organisation, and users change their own data. */
package io.latchkey.user;
