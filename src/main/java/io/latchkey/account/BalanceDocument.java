package io.latchkey.account;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * The account's balance in the reference's words.
 *
 * @param currentBalance what is paid and not used up
 * @param creditLimit how far the balance may fall below zero
 * @param currency ISO 4217
 * @param bonusEmails e-mails that cost nothing
 * @param bonusSmses text messages that cost nothing
 */
public record BalanceDocument(
        BigDecimal currentBalance,
        BigDecimal creditLimit,

        @Schema(type = "string", description = "a code of ISO 4217")
        Currency currency,

        long bonusEmails,
        long bonusSmses) {

    /** There is no billing here: nothing was paid, nothing is owed. */
    static BalanceDocument zero(Currency currency) {
        return new BalanceDocument(BigDecimal.ZERO, BigDecimal.ZERO, currency, 0, 0);
    }
}
