package io.latchkey.order;

import io.latchkey.json.Amount;
import io.latchkey.json.TextOrNumber;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A product of an order, as sent by a shop.
 *
 * @param externalItemId the product's number in the shop
 * @param quantity the number or amount of the product
 * @param cost amount, in the order's currency
 */
public record OrderItem(
        @JsonDeserialize(using = TextOrNumber.class) @NotBlank @Size(max = OrderRequest.MAX_TEXT)
        String externalItemId,

        @Size(max = OrderRequest.MAX_LONG_TEXT) String name,
        @Size(max = OrderRequest.MAX_LONG_TEXT) String category,
        @JsonDeserialize(using = Amount.class) @NotNull BigDecimal quantity,
        @JsonDeserialize(using = Amount.class) BigDecimal cost,
        @Size(max = OrderRequest.MAX_LONG_TEXT) String url,
        @Size(max = OrderRequest.MAX_LONG_TEXT) String imageUrl,
        @Size(max = MAX_DESCRIPTION) String description) {

    /** In characters: shops send whole paragraphs of HTML. */
    static final int MAX_DESCRIPTION = 65_535;
}
