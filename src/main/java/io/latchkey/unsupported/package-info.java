/**
 * Answers the methods of the reference that are not part of this product by saying so, instead of failing as if they
 * were mistyped or succeeding without doing anything.
 */
package io.latchkey.unsupported;
