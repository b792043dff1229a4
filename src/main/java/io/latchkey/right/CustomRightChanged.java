package io.latchkey.right;

/**
 * Fired in the transaction that changes a custom right, by which its keys are let in.
 *
 * @param id the right's
 */
public record CustomRightChanged(long id) {}
