package io.latchkey.outbox;

import io.latchkey.database.Batches;
import io.latchkey.database.ReservedIds;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import io.latchkey.template.LinesConverter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Stores what requests send. That of an e-mail is stored once, however many requests of the organisation send the same:
 * a small request to recipients in many languages has contents of many megabytes, and nothing is deleted.
 */
final class ContentStore {

    private static final String INSERT = "INSERT INTO message_content (id, organisation_id, channel, template_id, name,"
            + " language_code, sender, subject, html_text, plain_text, tags, personalised, created_at, digest)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** How many a query asks for. */
    private static final int ASKED = 20;

    private ContentStore() {}

    /**
     * Returns where each of the organisation's contents is stored, after storing those that are not yet.
     *
     * @param connection in a transaction, which also stores the messages
     * @throws SQLException also when another transaction stored one of them concurrently: in a new transaction, it is
     *     found
     */
    static Map<MessageContent, StoredContent> store(
            Connection connection, long organisationId, Collection<MessageContent> contents) throws SQLException {
        Map<MessageContent, StoredContent> stored = new HashMap<>();
        if (contents.isEmpty()) {
            return stored;
        }
        // In one order, so that two requests with the same contents cannot deadlock.
        List<Digested> sorted = contents.stream()
                .map(content -> new Digested(content.digest(), content))
                .sorted(Comparator.comparing(one -> one.digest().orElse("")))
                .toList();
        Map<String, Long> known = known(connection, organisationId, sorted);
        Queue<Long> ids = ReservedIds.of(connection, "message_content_seq", sorted.size());
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Digested one : sorted) {
                long id = ids.remove();
                Optional<Long> same = one.digest().map(known::get);
                if (same.isEmpty()) {
                    // One by one, as each may be a megabyte.
                    insert(insert, id, organisationId, one);
                    one.digest().ifPresent(digest -> known.put(digest, id));
                }
                stored.put(
                        one.content(),
                        same.map(first -> new StoredContent(first, Optional.of(id)))
                                .orElseGet(() -> new StoredContent(id, Optional.empty())));
            }
        }
        return stored;
    }

    private static Map<String, Long> known(Connection connection, long organisationId, List<Digested> contents)
            throws SQLException {
        List<String> digests = contents.stream()
                .flatMap(one -> one.digest().stream())
                .distinct()
                .toList();
        Map<String, Long> known = new HashMap<>();
        for (List<String> some : Batches.of(digests, ASKED)) {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT digest, id FROM message_content WHERE organisation_id = ?"
                            + " AND digest IN (" + SqlValues.placeholders(some.size()) + ")")) {
                List<Object> values = new ArrayList<>(some);
                values.add(0, organisationId);
                SqlValues.bind(select, values);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        known.put(rows.getString(1), rows.getLong(2));
                    }
                }
            }
        }
        return known;
    }

    private static void insert(PreparedStatement insert, long id, long organisationId, Digested added)
            throws SQLException {
        MessageContent content = added.content();
        insert.setLong(1, id);
        insert.setLong(2, organisationId);
        insert.setString(3, content.channel().name());
        insert.setLong(4, content.templateId());
        insert.setString(5, content.name());
        insert.setString(6, content.languageCode());
        insert.setString(7, content.sender());
        insert.setString(8, content.subject());
        insert.setString(9, content.htmlText().orElse(null));
        insert.setString(10, content.plainText().orElse(null));
        insert.setString(11, new LinesConverter().convertToDatabaseColumn(content.tags()));
        insert.setBoolean(12, content.isPersonalised());
        insert.setObject(13, SqlInstant.of(content.createdAt()));
        insert.setString(14, added.digest().orElse(null));
        insert.executeUpdate();
    }

    /** A content with its digest, which takes milliseconds to compute. */
    private record Digested(Optional<String> digest, MessageContent content) {}
}
