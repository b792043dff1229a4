package io.latchkey.key;

/** Fired in the transaction that makes secrets: what was presented before and was none may be one now. */
record SecretMade() {}
