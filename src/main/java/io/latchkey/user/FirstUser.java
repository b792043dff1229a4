package io.latchkey.user;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditActor;
import io.latchkey.audit.AuditChain;
import io.latchkey.audit.AuditChange;
import io.latchkey.json.Json;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Creates the first user together with their organisation. This is the only user whom the product itself
 * creates, and the organisation's audit log begins with it.
 */
@Singleton
public class FirstUser {

    private final EntityManager entities;
    private final Accounts accounts;
    private final AuditChain audit;
    private final Json json;

    @Inject
    public FirstUser(EntityManager entities, Accounts accounts, AuditChain audit, Json json) {
        this.entities = entities;
        this.accounts = accounts;
        this.audit = audit;
        this.json = json;
    }

    /**
     * Creates an organisation with its first user, an owner.
     *
     * @throws PersistenceException if the name is taken, because another node has done the same, or if the
     *     audit log cannot be written
     */
    @Transactional
    public void make(String organisationName, String userName, Optional<String> email, char[] password) {
        AccountUser owner = accounts.createOrganisation(organisationName, userName, email, password);
        entities.flush();
        AuditChange made = new AuditChange(
                AuditAction.USER_CREATED, owner.name(), Optional.empty(), Optional.of(json.write(UserState.of(owner))));
        try {
            // While an application starts, the data source returns a connection other than the transaction's.
            audit.append(entities.unwrap(Connection.class), owner.organisationId(), AuditActor.TIMER, List.of(made));
        } catch (SQLException e) {
            throw new PersistenceException("The audit log could not be written", e);
        }
    }
}
