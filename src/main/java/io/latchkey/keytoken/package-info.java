/**
 * The key in clear: its format, the digest it is found by, the encrypted copy of it, and which texts can be no key. Knows
 * nothing of what a key opens.
 */
package io.latchkey.keytoken;
