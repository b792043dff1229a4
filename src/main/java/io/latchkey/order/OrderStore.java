package io.latchkey.order;

import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Accesses the tables of orders, writing in batches. */
@Singleton
public class OrderStore {

    private static final List<String> REQUIRED = List.of("total_cost", "status", "placed_at", "currency");

    private static final String KEY = " WHERE organisation_id = ? AND external_order_id = ?";

    private static final String UPDATE = "UPDATE customer_order SET "
            + REQUIRED.stream().map(column -> column + " = ?, ").collect(Collectors.joining())
            + details()
                    .map(column -> column + " = COALESCE(?, " + column + "), ")
                    .collect(Collectors.joining())
            + "updated_at = ?" + KEY;

    private static final String INSERT = "INSERT INTO customer_order (" + String.join(", ", REQUIRED) + ", "
            + details().collect(Collectors.joining(", "))
            + ", updated_at, organisation_id, external_order_id, created_at) VALUES ("
            + "?, ".repeat(REQUIRED.size() + OrderDetail.values().length) + "?, ?, ?, ?)";

    private static final String DELETE_ITEMS = "DELETE FROM customer_order_item" + KEY;

    private static final String INSERT_ITEM = "INSERT INTO customer_order_item (organisation_id, external_order_id,"
            + " place, external_item_id, name, category, quantity, cost, url, image_url, description)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DataSource dataSource;
    private final Clock clock;

    @Inject
    public OrderStore(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Adds the orders that do not exist yet and updates those that do, all or none.
     *
     * @param orders the orders by number; sorted, so that requests with the same orders lock them in the same
     *     order
     * @return the numbers of the orders that were added
     * @throws SQLException when the database fails, or another request has added one of the orders
     *     concurrently
     */
    @Transactional(rollbackOn = Exception.class)
    public Set<String> save(long organisationId, SortedMap<String, Order> orders) throws SQLException {
        List<Order> all = List.copyOf(orders.values());
        try (Connection connection = dataSource.getConnection()) {
            List<Order> missing = update(connection, organisationId, all);
            insert(connection, organisationId, missing);
            replaceItems(connection, organisationId, all);
            return missing.stream().map(Order::externalOrderId).collect(Collectors.toCollection(HashSet::new));
        }
    }

    private List<Order> update(Connection connection, long organisationId, List<Order> orders) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Order order : orders) {
                add(update, columns(organisationId, order).toList());
            }
            int[] updated = update.executeBatch();
            List<Order> missing = new ArrayList<>();
            for (int i = 0; i < updated.length; i++) {
                if (updated[i] == 0) {
                    missing.add(orders.get(i));
                }
            }
            return missing;
        }
    }

    private void insert(Connection connection, long organisationId, List<Order> orders) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Order order : orders) {
                add(
                        insert,
                        Stream.concat(columns(organisationId, order), Stream.of(Optional.of(now())))
                                .toList());
            }
            insert.executeBatch();
        }
    }

    private static Stream<String> details() {
        return Arrays.stream(OrderDetail.values()).map(OrderDetail::column);
    }

    private Stream<Optional<?>> columns(long organisationId, Order order) {
        Stream<Optional<?>> required = Stream.of(
                Optional.of(order.totalCost()),
                Optional.of(order.status().name()),
                Optional.of(SqlInstant.of(order.placedAt())),
                Optional.of(order.currency().getCurrencyCode()));
        Stream<Optional<?>> key =
                Stream.of(Optional.of(now()), Optional.of(organisationId), Optional.of(order.externalOrderId()));
        Stream<Optional<?>> details = Arrays.stream(OrderDetail.values()).map(order::detail);
        return Stream.concat(Stream.concat(required, details), key);
    }

    private static void replaceItems(Connection connection, long organisationId, List<Order> orders)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE_ITEMS);
                PreparedStatement insert = connection.prepareStatement(INSERT_ITEM)) {
            for (Order order : orders) {
                if (order.items().isPresent()) {
                    add(delete, List.of(Optional.of(organisationId), Optional.of(order.externalOrderId())));
                    addItems(
                            insert,
                            organisationId,
                            order.externalOrderId(),
                            order.items().get());
                }
            }
            delete.executeBatch();
            insert.executeBatch();
        }
    }

    private static void addItems(PreparedStatement insert, long organisationId, String orderId, List<OrderItem> items)
            throws SQLException {
        for (int place = 0; place < items.size(); place++) {
            OrderItem item = items.get(place);
            add(
                    insert,
                    Stream.of(
                                    organisationId,
                                    orderId,
                                    place,
                                    item.externalItemId(),
                                    item.name(),
                                    item.category(),
                                    item.quantity(),
                                    item.cost(),
                                    item.url(),
                                    item.imageUrl(),
                                    item.description())
                            .map(Optional::ofNullable)
                            .toList());
        }
    }

    private static void add(PreparedStatement statement, List<? extends Optional<?>> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i).orElse(null));
        }
        statement.addBatch();
    }

    private Object now() {
        return SqlInstant.of(clock.instant());
    }
}
