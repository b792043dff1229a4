package io.latchkey.contact;

import jakarta.persistence.OptimisticLockException;

/**
 * Thrown when another writer deleted or changed a contact between finding and locking it: the transaction
 * must be repeated.
 */
final class ContactVanished extends OptimisticLockException {

    private static final long serialVersionUID = 1L;

    ContactVanished() {
        super("The contact was deleted or changed in the meantime");
    }
}
