/**
 * What is done once for all nodes, and by which one: sweeps, retention and cleanups take turns by a lease in the database.
 *
 * <p>Not here: what writes back a node's own memory (last uses, activity, quotas) or refreshes it (known secrets), which every
 * node does; and what claims single rows (outbox, notices, imports), which all nodes do side by side.
 */
package io.latchkey.cluster;
