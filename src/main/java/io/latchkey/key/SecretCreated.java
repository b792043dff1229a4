package io.latchkey.key;

/** Fired in the transaction that creates secrets, as earlier failed lookups may now succeed. */
record SecretCreated() {}
