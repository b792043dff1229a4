package io.latchkey.notice;

import io.latchkey.database.SqlValues;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the recipients of organisations' notices. */
@Singleton
class Audiences {

    /**
     * The maximum number of owners notified per organisation, the earliest first: notices are for people who
     * act on them.
     */
    private static final int MAX_OWNERS = 50;

    /** Returns the recipients of each organisation. */
    Map<Long, Audience> of(Connection connection, Collection<Long> organisations) throws SQLException {
        if (organisations.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<String>> owners = new HashMap<>();
        String listed = SqlValues.placeholders(organisations.size());
        try (PreparedStatement select = connection.prepareStatement("SELECT organisation_id, email FROM account_user"
                + " WHERE organisation_id IN (" + listed + ") AND role = 'OWNER' AND deleted_at IS NULL"
                + " AND email IS NOT NULL ORDER BY organisation_id, id")) {
            SqlValues.bind(select, organisations);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    List<String> known = owners.computeIfAbsent(rows.getLong(1), organisation -> new ArrayList<>());
                    if (known.size() < MAX_OWNERS) {
                        known.add(rows.getString(2));
                    }
                }
            }
        }
        Set<Long> webhooks = webhooks(connection, organisations, listed);
        return organisations.stream()
                .collect(Collectors.toMap(
                        organisation -> organisation,
                        organisation -> new Audience(
                                owners.getOrDefault(organisation, List.of()), webhooks.contains(organisation))));
    }

    private static Set<Long> webhooks(Connection connection, Collection<Long> organisations, String listed)
            throws SQLException {
        Set<Long> webhooks = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT organisation_id FROM organisation_webhook WHERE organisation_id IN (" + listed + ")")) {
            SqlValues.bind(select, organisations);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    webhooks.add(rows.getLong(1));
                }
            }
        }
        return webhooks;
    }
}
