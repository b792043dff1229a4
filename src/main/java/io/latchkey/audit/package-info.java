/**
 * Keeps the append-only audit log of who did what to which key, user or setting, when and from where: each entry is
 * written in the transaction of the change itself and contains the digest of the entry before it.
 */
package io.latchkey.audit;
