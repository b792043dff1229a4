package io.latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contact.ContactRequest.OrdersInfo;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContactTest {

    private final Contact contact = new Contact(1, Instant.EPOCH);

    @Test
    void whatIsLeftOutOfTheOrdersStays() {
        contact.setOrders(new OrdersInfo("2020-01-01", 3L));

        contact.setOrders(new OrdersInfo(null, 4L));
        assertThat(contact.ordersCount()).hasValue(4L);
        assertThat(contact.ordersLastDate()).hasValue("2020-01-01");

        contact.setOrders(new OrdersInfo("2020-02-02", null));
        assertThat(contact.ordersCount()).hasValue(4L);
        assertThat(contact.ordersLastDate()).hasValue("2020-02-02");
    }

    @Test
    void aBlankDateOfTheLastOrderIsNone() {
        contact.setOrders(new OrdersInfo("2020-01-01", 3L));

        contact.setOrders(new OrdersInfo(" ", null));

        assertThat(contact.ordersLastDate()).isEmpty();
        assertThat(contact.ordersCount()).hasValue(3L);
    }
}
