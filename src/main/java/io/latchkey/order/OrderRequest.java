package io.latchkey.order;

import io.latchkey.json.Amount;
import io.latchkey.json.TextOrNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An order as sent by a shop. When the order already exists, values that are absent, null or empty remain
 * unchanged.
 *
 * @param externalOrderId the order's number in the shop
 * @param externalCustomerId the customer's number in the shop
 * @param totalCost the total cost, in the order's currency
 * @param status one of {@link OrderStatus}
 * @param date when the order was placed ({@link io.latchkey.json.IsoTime})
 * @param currency the ISO 4217 code, which applies to every amount of the order
 * @param shipping cost of the delivery
 * @param discount amount
 * @param taxes amount
 * @param restoreUrl leads back to the order
 * @param additionalInfo a JSON object, stored unchanged
 * @param items the products; a list replaces the previous one
 */
public record OrderRequest(
        @JsonDeserialize(using = TextOrNumber.class) @NotBlank @Size(max = MAX_TEXT)
        String externalOrderId,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = MAX_TEXT)
        String externalCustomerId,

        @JsonDeserialize(using = Amount.class) @NotNull BigDecimal totalCost,
        @NotBlank String status,
        @NotBlank String date,
        @NotBlank String currency,
        @Size(max = MAX_TEXT) String email,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = MAX_TEXT)
        String phone,

        @Size(max = MAX_TEXT) String firstName,
        @Size(max = MAX_TEXT) String lastName,
        @JsonDeserialize(using = Amount.class) BigDecimal shipping,
        @JsonDeserialize(using = Amount.class) BigDecimal discount,
        @JsonDeserialize(using = Amount.class) BigDecimal taxes,
        @Size(max = MAX_LONG_TEXT) String restoreUrl,
        @Size(max = MAX_LONG_TEXT) String statusDescription,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = MAX_TEXT)
        String storeId,

        @Size(max = MAX_TEXT) String source,
        @Size(max = MAX_TEXT) String deliveryMethod,
        @Size(max = MAX_TEXT) String paymentMethod,
        @Size(max = MAX_LONG_TEXT) String deliveryAddress,
        JsonNode additionalInfo,
        @Size(max = MAX_ITEMS) List<@NotNull @Valid OrderItem> items) {

    /** In characters. */
    static final int MAX_TEXT = 255;

    static final int MAX_LONG_TEXT = 2000;
    static final int MAX_ITEMS = 500;
}
