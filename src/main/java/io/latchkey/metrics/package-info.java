/**
 * Exposes the product's metrics for Prometheus at {@code /metrics}, as counts and times that never contain a key, a
 * key's number or a path, by reading what the features count without their depending on it.
 */
package io.latchkey.metrics;
