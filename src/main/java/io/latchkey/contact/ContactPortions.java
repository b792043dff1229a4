package io.latchkey.contact;

import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * Divides contacts into portions that can be in memory at once. A page of 500 ordinary contacts is one portion;
 * 500 contacts with 100 channels each, and as much data on each device as is allowed, have 225 million characters,
 * and as objects several times that.
 */
@Singleton
class ContactPortions {

    /** About how many bytes a portion of more than one contact may have. */
    static final long MAX_LENGTH = 1_000_000;

    /**
     * With what a contact and a channel have besides what is counted, and what a segment has on average. Bytes: to
     * count the characters of a long text, PostgreSQL would read and decompress it.
     */
    private static final String LENGTHS = """
            SELECT c.id, 500 + OCTET_LENGTH(c.fields)
              + (SELECT COALESCE(SUM(50 + OCTET_LENGTH(h.address) + COALESCE(OCTET_LENGTH(h.device), 0)), 0)
                 FROM contact_channel h WHERE h.contact_id = c.id)
              + (SELECT 100 * COUNT(*) FROM segment_member m WHERE m.contact_id = c.id)
            FROM contact c WHERE c.organisation_id = ? AND c.id IN (""";

    private final DataSource dataSource;

    @Inject
    ContactPortions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns those ids that belong to the organisation, in their order, in portions of at least one each. */
    List<List<Long>> of(long organisationId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(LENGTHS + SqlValues.placeholders(ids.size()) + ") ORDER BY c.id")) {
            List<Long> values = new ArrayList<>(List.of(organisationId));
            values.addAll(ids);
            SqlValues.bind(select, values);
            try (ResultSet rows = select.executeQuery()) {
                return portions(rows);
            }
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("The contacts could not be read", e));
        }
    }

    private static List<List<Long>> portions(ResultSet rows) throws SQLException {
        List<List<Long>> portions = new ArrayList<>();
        long length = 0;
        while (rows.next()) {
            length += rows.getLong(2);
            if (portions.isEmpty() || length > MAX_LENGTH) {
                portions.add(new ArrayList<>());
                length = rows.getLong(2);
            }
            portions.get(portions.size() - 1).add(rows.getLong(1));
        }
        return portions;
    }
}
