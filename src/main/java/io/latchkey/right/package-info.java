/**
 * Defines what a key opens: the built-in rights with the roles of the guarded API that they stand for, and
 * the custom rights that the users of an organisation create for services of its own.
 */
package io.latchkey.right;
