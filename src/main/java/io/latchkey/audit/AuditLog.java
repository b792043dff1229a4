package io.latchkey.audit;

import io.latchkey.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records what the caller of the current request does, as the last step of the transaction that does it. */
@Singleton
public class AuditLog {

    private final DataSource dataSource;
    private final AuditChain chain;
    private final CurrentActor actor;
    private final Json json;

    @Inject
    public AuditLog(DataSource dataSource, AuditChain chain, CurrentActor actor, Json json) {
        this.dataSource = dataSource;
        this.chain = chain;
        this.actor = actor;
        this.json = json;
    }

    /**
     * Records that something was done to a key, such as its creation, its deletion or showing it in clear,
     * with the key's state before and after, or other details, where there are any.
     */
    public void add(
            AuditAction action, long organisationId, long keyNumber, Optional<Record> before, Optional<Record> after) {
        write(organisationId, new AuditChange(action, keyNumber, before.map(json::write), after.map(json::write)));
    }

    /** Records the same action on several keys, with their states after it, mapped by the keys' numbers. */
    public void addAll(AuditAction action, long organisationId, SortedMap<Long, ? extends Record> after) {
        write(
                organisationId,
                after.entrySet().stream()
                        .map(key -> new AuditChange(
                                action, key.getKey(), Optional.empty(), Optional.of(json.write(key.getValue()))))
                        .toList());
    }

    /** Records that something was done to a custom right, a user or a setting. */
    public void add(
            AuditAction action, long organisationId, String subject, Optional<Record> before, Optional<Record> after) {
        add(actor.get(), action, organisationId, subject, before, after);
    }

    /**
     * Records that something was done to a custom right, a user or a setting by an actor who is not, or not
     * yet, the caller of the request.
     */
    public void add(
            AuditActor by,
            AuditAction action,
            long organisationId,
            String subject,
            Optional<Record> before,
            Optional<Record> after) {
        write(
                by,
                organisationId,
                List.of(new AuditChange(action, subject, before.map(json::write), after.map(json::write))));
    }

    /**
     * Records that a key was changed from one state to another. Only the fields that differ are recorded; if
     * none differs, no entry is added.
     */
    public void addChange(long organisationId, long keyNumber, Record before, Record after) {
        addDifference(
                organisationId,
                before,
                after,
                (old, now) -> new AuditChange(AuditAction.KEY_CHANGED, keyNumber, text(old), text(now)));
    }

    /** Records that a custom right, a user or a setting was changed, in the same way. */
    public void addChange(AuditAction action, long organisationId, String subject, Record before, Record after) {
        addDifference(
                organisationId, before, after, (old, now) -> new AuditChange(action, subject, text(old), text(now)));
    }

    private void addDifference(
            long organisationId, Record before, Record after, BiFunction<ObjectNode, ObjectNode, AuditChange> change) {
        ObjectNode old = json.tree(before);
        ObjectNode now = json.tree(after);
        List<String> same = old.propertyStream()
                .filter(field -> field.getValue().equals(now.get(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        old.remove(same);
        now.remove(same);
        if (!now.isEmpty()) {
            write(organisationId, change.apply(old, now));
        }
    }

    private Optional<String> text(JsonNode node) {
        return Optional.of(json.write(node));
    }

    private void write(long organisationId, AuditChange change) {
        write(organisationId, List.of(change));
    }

    private void write(long organisationId, List<AuditChange> changes) {
        write(actor.get(), organisationId, changes);
    }

    private void write(AuditActor by, long organisationId, List<AuditChange> changes) {
        // Takes part in the same transaction: the container returns the connection on which the entities are
        // written.
        try (Connection connection = dataSource.getConnection()) {
            chain.append(connection, organisationId, by, changes);
        } catch (SQLException e) {
            throw new PersistenceException("The audit log could not be written", e);
        }
    }
}
