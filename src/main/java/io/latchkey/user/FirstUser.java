package io.latchkey.user;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditActor;
import io.latchkey.audit.AuditChain;
import io.latchkey.audit.AuditChange;
import io.latchkey.json.Json;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.Organisation;
import io.latchkey.organisation.Organisations;
import io.latchkey.password.PasswordHash;
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
    private final Organisations organisations;
    private final Accounts accounts;
    private final PasswordHash hash;
    private final AuditChain audit;
    private final Json json;

    @Inject
    public FirstUser(
            EntityManager entities,
            Organisations organisations,
            Accounts accounts,
            PasswordHash hash,
            AuditChain audit,
            Json json) {
        this.entities = entities;
        this.organisations = organisations;
        this.accounts = accounts;
        this.hash = hash;
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
        Organisation organisation = organisations.create(organisationName);
        AccountUser owner =
                accounts.add(organisation, userName, Optional.of(hash.generate(password)), AccountRole.OWNER);
        owner.changeEmail(email);
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
