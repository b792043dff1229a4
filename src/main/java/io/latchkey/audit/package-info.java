/**
 * The audit log: who did what to which key, user or setting, when and from where. Entries are only ever added, each in the transaction of
 * the change itself, and each holds the digest of the one before it.
 */
package io.latchkey.audit;
