package io.latchkey.order;

import io.latchkey.json.IsoTime;
import io.latchkey.json.Json;
import io.latchkey.json.StorableText;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.Violations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Validates a single order of a request. */
@Singleton
public class OrderReader {

    /**
     * The maximum number of digits before the decimal point; those after it are rounded to {@code SCALE}, as
     * shops send unrounded quotients.
     */
    private static final int MAX_INTEGER_DIGITS = 15;

    private static final int SCALE = 8;
    private static final int MAX_ADDITIONAL_INFO = 65_535;

    private final Validator validator;
    private final Json json;

    @Inject
    public OrderReader(Validator validator, Json json) {
        this.validator = validator;
        this.json = json;
    }

    /**
     * Returns the order.
     *
     * @throws ProblemException 400, when it is not valid; field names are relative to the order
     */
    Order read(Optional<OrderRequest> given) {
        OrderRequest request = given.orElseThrow(() -> invalid(List.of(new FieldError("", "must be a JSON object"))));
        List<FieldError> errors = new ArrayList<>(Violations.of(request, validator));
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
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
        List<Optional<Object>> details = details(request, errors);
        Optional<List<OrderItem>> items = Optional.ofNullable(request.items()).map(list -> items(list, errors));
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        return new Order(
                request.externalOrderId(),
                total.orElseThrow(),
                status.orElseThrow(),
                placedAt.orElseThrow(),
                currency.orElseThrow(),
                details,
                items);
    }

    private List<Optional<Object>> details(OrderRequest request, List<FieldError> errors) {
        return List.of(
                text(request.externalCustomerId()),
                text(request.email()),
                text(request.phone()),
                text(request.firstName()),
                text(request.lastName()),
                detail("shipping", request.shipping(), errors),
                detail("discount", request.discount(), errors),
                detail("taxes", request.taxes(), errors),
                text(request.restoreUrl()),
                text(request.statusDescription()),
                text(request.storeId()),
                text(request.source()),
                text(request.deliveryMethod()),
                text(request.paymentMethod()),
                text(request.deliveryAddress()),
                additionalInfo(Optional.ofNullable(request.additionalInfo()), errors));
    }

    private static Optional<Object> text(String given) {
        return Optional.<Object>ofNullable(given)
                .filter(text -> !text.toString().isBlank());
    }

    private static Optional<Object> detail(String field, BigDecimal given, List<FieldError> errors) {
        return amount(field, Optional.ofNullable(given), errors).map(Object.class::cast);
    }

    private Optional<Object> additionalInfo(Optional<JsonNode> given, List<FieldError> errors) {
        // PHP encodes an empty object as an empty list.
        Optional<JsonNode> info = given.filter(node -> !node.isNull() && !(node.isArray() && node.isEmpty()));
        Optional<String> text = info.filter(node -> node.isObject() && StorableText.isStorable(node))
                .map(json::write)
                .filter(written -> written.length() <= MAX_ADDITIONAL_INFO);
        if (info.isPresent() && text.isEmpty()) {
            errors.add(new FieldError(
                    "additionalInfo", "must be a JSON object of at most " + MAX_ADDITIONAL_INFO + " characters"));
        }
        return text.map(Object.class::cast);
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

    private static ProblemException invalid(List<FieldError> errors) {
        return ProblemException.invalid(errors);
    }
}
