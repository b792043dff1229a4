/**
 * The guarded API's methods on the account itself, open to every enabled key.
 */
package io.latchkey.account;
