package io.latchkey.contact;

import jakarta.persistence.OptimisticLockException;

/** Between finding a contact and locking it, another writer deleted or changed it: the transaction is to be repeated. */
final class ContactVanished extends OptimisticLockException {

    private static final long serialVersionUID = 1L;

    ContactVanished() {
        super("The contact was deleted or changed in the meantime");
    }
}
