package io.latchkey.order;

import java.util.Locale;

/** An optional detail of an order; each has a column of the same name. */
enum OrderDetail {
    EXTERNAL_CUSTOMER_ID,
    EMAIL,
    PHONE,
    FIRST_NAME,
    LAST_NAME,
    SHIPPING,
    DISCOUNT,
    TAXES,
    RESTORE_URL,
    STATUS_DESCRIPTION,
    STORE_ID,
    SOURCE,
    DELIVERY_METHOD,
    PAYMENT_METHOD,
    DELIVERY_ADDRESS,
    ADDITIONAL_INFO;

    /** Returns the name of the column in the table of orders. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
