/**
 * Latchkey: API keys for the enterprise container. Each package below is one feature; {@code boot} puts them together.
 */
package io.latchkey;
