/**
 * Provides the pages about people: the organisation's users for its owners, and for all users their own address and
 * password.
 */
package io.latchkey.userpage;
