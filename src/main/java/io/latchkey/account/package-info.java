/** Provides the methods of the API that return the account's own data and are open to every enabled key. */
package io.latchkey.account;
