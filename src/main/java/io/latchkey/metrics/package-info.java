/**
 * What the product tells Prometheus at {@code /metrics}: counts and times, never a key, a number of one, or a path. It reads
 * what the features count; none of them knows it.
 */
package io.latchkey.metrics;
