/**
 * Defines the key in plain text (its format, the digest by which it is found, the encrypted copy of it, and
 * which texts cannot be keys), without knowing what a key opens.
 */
package io.latchkey.keytoken;
