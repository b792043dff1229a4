package io.latchkey.right;

/**
 * Fired in the transaction that changes a custom right, which affects how its keys are authorised.
 *
 * @param id the right's id
 */
public record CustomRightChanged(long id) {}
