package io.latchkey.order;

import static java.util.Map.entry;

import io.latchkey.json.IsoTime;
import io.latchkey.json.Json;
import io.latchkey.json.StorableText;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.BodyBinder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Binds and validates a single order of a request. */
@Singleton
public class OrderReader {

    /**
     * The maximum number of digits before the decimal point; those after it are rounded to {@code SCALE}, as
     * shops send unrounded quotients.
     */
    private static final int MAX_INTEGER_DIGITS = 15;

    private static final int SCALE = 8;
    private static final int MAX_ADDITIONAL_INFO = 65_535;

    private final BodyBinder binder;
    private final Json json;

    @Inject
    public OrderReader(BodyBinder binder, Json json) {
        this.binder = binder;
        this.json = json;
    }

    /**
     * Returns the order.
     *
     * @throws ProblemException 400, when it is not valid; field names are relative to the order
     */
    Order read(Optional<JsonNode> given) {
        OrderRequest request = given.map(order -> binder.bind(order, OrderRequest.class))
                .orElseThrow(() -> ProblemException.invalid("", "must be a JSON object"));
        List<FieldError> errors = new ArrayList<>();
        Optional<OrderStatus> status = OrderStatus.named(request.status());
        Optional<Instant> placedAt = IsoTime.from(request.date());
        Optional<Currency> currency = currency(request.currency());
        if (status.isEmpty()) {
            errors.add(new FieldError("status", "must be one of: " + List.of(OrderStatus.values())));
        }
        if (placedAt.isEmpty()) {
            errors.add(new FieldError("date", IsoTime.EXPECTED));
        }
        if (currency.isEmpty()) {
            errors.add(new FieldError("currency", "must be an ISO 4217 code, such as EUR"));
        }
        Optional<BigDecimal> total = amount("totalCost", Optional.of(request.totalCost()), errors);
        Map<OrderDetail, Optional<?>> details = details(request, errors);
        Optional<List<OrderItem>> items = Optional.ofNullable(request.items()).map(list -> items(list, errors));
        ProblemException.throwIfAny(errors);
        return new Order(
                request.externalOrderId(),
                total.orElseThrow(),
                status.orElseThrow(),
                placedAt.orElseThrow(),
                currency.orElseThrow(),
                details,
                items);
    }

    /**
     * Returns the order's number in the shop; also that of an invalid order, unless it is no text, no number or too
     * long.
     */
    static Optional<String> externalOrderId(JsonNode given) {
        return Optional.of(given.path("externalOrderId"))
                .filter(number -> number.isString() || number.isIntegralNumber())
                .map(JsonNode::asString)
                .filter(StorableText::isStorable)
                .filter(number -> number.length() <= OrderRequest.MAX_TEXT);
    }

    private Map<OrderDetail, Optional<?>> details(OrderRequest request, List<FieldError> errors) {
        return Map.ofEntries(
                // As contacts have it, whose order this is.
                entry(
                        OrderDetail.EXTERNAL_CUSTOMER_ID,
                        text(request.externalCustomerId()).map(String::strip)),
                entry(OrderDetail.EMAIL, text(request.email())),
                entry(OrderDetail.PHONE, text(request.phone())),
                entry(OrderDetail.FIRST_NAME, text(request.firstName())),
                entry(OrderDetail.LAST_NAME, text(request.lastName())),
                entry(OrderDetail.SHIPPING, amount("shipping", Optional.ofNullable(request.shipping()), errors)),
                entry(OrderDetail.DISCOUNT, amount("discount", Optional.ofNullable(request.discount()), errors)),
                entry(OrderDetail.TAXES, amount("taxes", Optional.ofNullable(request.taxes()), errors)),
                entry(OrderDetail.RESTORE_URL, text(request.restoreUrl())),
                entry(OrderDetail.STATUS_DESCRIPTION, text(request.statusDescription())),
                entry(OrderDetail.STORE_ID, text(request.storeId())),
                entry(OrderDetail.SOURCE, text(request.source())),
                entry(OrderDetail.DELIVERY_METHOD, text(request.deliveryMethod())),
                entry(OrderDetail.PAYMENT_METHOD, text(request.paymentMethod())),
                entry(OrderDetail.DELIVERY_ADDRESS, text(request.deliveryAddress())),
                entry(
                        OrderDetail.ADDITIONAL_INFO,
                        additionalInfo(Optional.ofNullable(request.additionalInfo()), errors)));
    }

    private static Optional<String> text(String given) {
        return Optional.ofNullable(given).filter(text -> !text.isBlank());
    }

    private Optional<String> additionalInfo(Optional<JsonNode> given, List<FieldError> errors) {
        // PHP encodes an empty object as an empty list.
        Optional<JsonNode> info = given.filter(node -> !node.isNull() && !(node.isArray() && node.isEmpty()));
        Optional<String> text = info.filter(node -> node.isObject() && StorableText.isStorable(node))
                .map(json::write)
                .filter(written -> written.length() <= MAX_ADDITIONAL_INFO);
        if (info.isPresent() && text.isEmpty()) {
            errors.add(new FieldError(
                    "additionalInfo", "must be a JSON object of at most " + MAX_ADDITIONAL_INFO + " characters"));
        }
        return text;
    }

    private static List<OrderItem> items(List<OrderItem> given, List<FieldError> errors) {
        List<OrderItem> items = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            OrderItem item = given.get(i);
            String at = "items[" + i + "].";
            Optional<BigDecimal> quantity = amount(at + "quantity", Optional.of(item.quantity()), errors);
            Optional<BigDecimal> cost = amount(at + "cost", Optional.ofNullable(item.cost()), errors);
            items.add(new OrderItem(
                    item.externalItemId(),
                    item.name(),
                    item.category(),
                    quantity.orElse(BigDecimal.ZERO),
                    cost.orElse(null),
                    item.url(),
                    item.imageUrl(),
                    item.description()));
        }
        return items;
    }

    /**
     * Checks size and scale before any arithmetic, since a short text such as 1e999999999 can stand for a
     * huge number.
     */
    private static Optional<BigDecimal> amount(String field, Optional<BigDecimal> given, List<FieldError> errors) {
        Optional<BigDecimal> amount = given.filter(value -> value.scale() <= 100 && isBelowLimit(value))
                .map(value -> value.setScale(SCALE, RoundingMode.HALF_EVEN))
                // Rounding up may have added a digit.
                .filter(OrderReader::isBelowLimit);
        if (given.isPresent() && amount.isEmpty()) {
            errors.add(new FieldError(field, "must be an amount below 10^" + MAX_INTEGER_DIGITS));
        }
        return amount;
    }

    private static boolean isBelowLimit(BigDecimal value) {
        return (long) value.precision() - value.scale() <= MAX_INTEGER_DIGITS;
    }

    private static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
