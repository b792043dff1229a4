/**
 * Manages the master key in use: what is sealed under which version of it, its rotation during operation, and
 * the erasure of kept keys where none may be kept.
 */
package io.latchkey.masterkey;
