/**
 * The methods of the reference that are not part of this product. They say so, rather than fail as if mistyped or succeed
 * without doing anything.
 */
package io.latchkey.unsupported;
