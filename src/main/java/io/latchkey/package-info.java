/**
 * Contains Latchkey, API keys for the enterprise container, in one package for each feature, which {@code boot}
 * assembles.
 */
package io.latchkey;
