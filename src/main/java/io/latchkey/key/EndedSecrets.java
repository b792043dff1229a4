package io.latchkey.key;

import io.latchkey.database.Batches;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The register of secrets that have ended, by their digests: no other organisation can import them, and nobody those
 * that have leaked. Each change is part of the caller's transaction.
 */
@Singleton
class EndedSecrets {

    /**
     * Records the digests of a key's secrets. Leaves out those that are recorded already: a key of another system can
     * be deleted, imported again and deleted again.
     */
    private static final String RECORD = "INSERT INTO ended_secret (digest, organisation_id, leaked)"
            + " SELECT s.digest, s.organisation_id, s.leaked FROM api_key_secret s WHERE s.key_id = ?1"
            + " AND NOT EXISTS (SELECT 1 FROM ended_secret e WHERE e.digest = s.digest)";

    private final EntityManager entities;
    private final DataSource dataSource;
    private final KeyDigester digester;

    @Inject
    EndedSecrets(EntityManager entities, DataSource dataSource, KeyDigester digester) {
        this.entities = entities;
        this.dataSource = dataSource;
        this.digester = digester;
    }

    /** Records all secrets of the key, which are about to be deleted with it. The caller has locked them. */
    void record(ApiKey key) {
        entities.createNativeQuery(RECORD).setParameter(1, key.id()).executeUpdate();
    }

    /** Records the key's secrets that have expired, which are about to be deleted. The caller has locked them. */
    void recordExpired(ApiKey key, Instant now) {
        entities.createNativeQuery(RECORD + " AND s.valid_until <= ?2")
                .setParameter(1, key.id())
                .setParameter(2, SqlInstant.of(now))
                .executeUpdate();
    }

    /** Records that the organisation's secret has leaked if it has ended. */
    void markLeaked(long organisationId, KeyToken token) {
        entities.createNativeQuery("UPDATE ended_secret SET leaked = TRUE WHERE digest = ?1 AND organisation_id = ?2")
                .setParameter(1, digester.digest(token))
                .setParameter(2, organisationId)
                .executeUpdate();
    }

    /**
     * Locks those of the given hexadecimal digests that are the organisation's, in a fixed order, so that reports of
     * them as leaked wait until their keys are there to be disabled.
     *
     * @throws ProblemException 409, if one has leaked
     */
    void lockUnlessLeaked(long organisationId, Collection<String> digests) {
        List<String> sorted = digests.stream().sorted().toList();
        for (List<String> some : Batches.of(sorted, BulkKeyStore.BATCH)) {
            List<Object> parameters = new ArrayList<>();
            parameters.add(organisationId);
            some.forEach(digest -> parameters.add(HexFormat.of().parseHex(digest)));
            Query lock = entities.createNativeQuery("SELECT leaked FROM ended_secret WHERE organisation_id = ?"
                    + " AND digest IN (" + SqlValues.placeholders(some.size()) + ") ORDER BY digest FOR UPDATE");
            if (SqlValues.bind(lock, parameters).getResultList().contains(true)) {
                throw new ProblemException(
                        Problem.of(
                                ProblemType.CONFLICT,
                                "One of the keys has just been reported as leaked. Nothing was imported; check the file again."));
            }
        }
    }

    /**
     * Returns those of the given hexadecimal digests that the organisation cannot import: they belong to a key,
     * belonged to another organisation's, or have leaked.
     */
    Set<String> taken(long organisationId, Collection<String> digests) {
        Set<String> taken = new HashSet<>();
        try (Connection connection = dataSource.getConnection()) {
            for (List<String> some : Batches.of(List.copyOf(digests), BulkKeyStore.BATCH)) {
                addTaken(organisationId, some, connection, taken);
            }
        } catch (SQLException e) {
            throw new PersistenceException("The keys could not be looked up", e);
        }
        return taken;
    }

    private static void addTaken(long organisationId, List<String> digests, Connection connection, Set<String> taken)
            throws SQLException {
        String in = " WHERE digest IN (" + SqlValues.placeholders(digests.size()) + ")";
        List<Object> parameters = new ArrayList<>();
        digests.forEach(digest -> parameters.add(HexFormat.of().parseHex(digest)));
        parameters.addAll(List.copyOf(parameters));
        parameters.add(organisationId);
        try (PreparedStatement select = connection.prepareStatement("SELECT digest FROM api_key_secret" + in
                + " UNION ALL SELECT digest FROM ended_secret" + in + " AND (leaked OR organisation_id <> ?)")) {
            SqlValues.bind(select, parameters);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    taken.add(HexFormat.of().formatHex(row.getBytes(1)));
                }
            }
        }
    }
}
