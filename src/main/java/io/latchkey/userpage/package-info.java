/**
 * The pages about people: the organisation's users, for its owners, and for everybody their own address and password.
 */
package io.latchkey.userpage;
