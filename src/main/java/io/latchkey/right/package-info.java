/**
 * What a key opens: the built-in rights with the roles of the guarded API that they stand for, and the custom rights that
 * users of an organisation make for services of its own.
 */
package io.latchkey.right;
