/**
 * The soak: nodes and their database are killed under mixed traffic, while a model on the clients' side knows what each key must
 * do. Only {@code mvn verify -Psoak} runs it.
 */
package io.latchkey.soak;
