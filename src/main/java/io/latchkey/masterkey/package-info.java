/**
 * The master key in use: what is sealed under which version of it, its rotation while serving, and the erasure of kept keys
 * where none may be kept.
 */
package io.latchkey.masterkey;
