package io.latchkey.contactimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contact.ContactRequest;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactCsvTest {

    private static List<ContactRequest> read(String text) {
        return ContactCsv.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRowIsAContact() {
        ContactRequest contact = read("First Name,EMAIL,phone,External_Customer_Id,12,town\r\n"
                        + "\"Ann \"\"A\"\", Lee\",ann@example.com,380942583691,7,blue,Kyiv\r\n")
                .get(0);

        assertThat(contact.firstName()).isEqualTo("Ann \"A\", Lee");
        assertThat(contact.externalCustomerId()).isEqualTo("7");
        assertThat(contact.channels()).extracting("value").containsExactly("ann@example.com", "380942583691");
        assertThat(contact.fields()).containsExactly(new ContactRequest.FieldRequest(12L, "blue"));
        assertThat(contact.address().town()).isEqualTo("Kyiv");
    }

    @Test
    void spreadsheetsWriteSemicolonsAndAByteOrderMark() {
        assertThat(read("\uFEFFemail;firstname\na@example.com;A,B\n").get(0).firstName())
                .isEqualTo("A,B");
    }

    @Test
    void anEmptyOrMissingValueSaysNothing() {
        List<ContactRequest> contacts = read("email,firstname,sms\na@example.com\n,B,\n");

        assertThat(contacts.get(0).firstName()).isNull();
        assertThat(contacts.get(1).channels()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "email\n",
                "email,shoe size\na@example.com,40\n",
                "email,e_mail\n,\n",
                "email,2024-05-14\na@example.com,x\n",
                "email,1-2\na@example.com,x\n",
                "email,12 3\na@example.com,x\n",
                "email,_12\na@example.com,x\n",
                "email,12, 12\na@example.com,x,y\n",
                "email\na@example.com,too many\n",
                "email\n\"a@example.com\" x\n",
                "email\n\"a@example.com\n",
                "email\na\0@example.com\n",
            })
    void aBrokenFileIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().errors()).isNotEmpty().allMatch(error -> error.field()
                    .equals("file"));
        });
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() {
        assertThatThrownBy(() -> ContactCsv.read(new byte[] {'e', 'm', 'a', 'i', 'l', '\n', (byte) 0xFF}))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void thereIsALimitOfValues() {
        String columns = IntStream.rangeClosed(1, ContactCsv.MAX_COLUMNS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        String row = "\n" + "x,".repeat(ContactCsv.MAX_COLUMNS - 1) + "x";
        String full = columns + row.repeat(ContactCsv.MAX_VALUES / ContactCsv.MAX_COLUMNS);

        assertThat(read(full + "\n" + ", ".repeat(ContactCsv.MAX_COLUMNS - 1)))
                .as("blank ones do not count")
                .hasSize(ContactCsv.MAX_VALUES / ContactCsv.MAX_COLUMNS + 1);
        assertThatThrownBy(() -> read(full + "\nx")).isInstanceOf(ProblemException.class);
    }

    @Test
    void aRowOfCommasIsNotTakenApart() {
        assertThatThrownBy(() -> read("email\n" + ",".repeat(ContactCsv.MAX_COLUMNS)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                refused.problem().errors())
                        .extracting(FieldError::detail)
                        .containsExactly("must not have more than 500 columns"));
    }

    @Test
    void thereIsALimitOfRows() {
        assertThat(read("email\n" + "a\n".repeat(ContactCsv.MAX_ROWS))).hasSize(ContactCsv.MAX_ROWS);
        assertThatThrownBy(() -> read("email\n" + "a\n".repeat(ContactCsv.MAX_ROWS + 1)))
                .isInstanceOf(ProblemException.class);
    }
}
