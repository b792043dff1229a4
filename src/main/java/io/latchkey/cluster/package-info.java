/**
 * Decides, by a lease in the database, which node does the work that is done once for all nodes (sweeps,
 * retention, cleanups). This does not include what each node does with its own memory (writing back last
 * uses, activity and quotas, refreshing known secrets), nor what all nodes do side by side by claiming single
 * rows (outbox, notices, imports).
 */
package io.latchkey.cluster;
