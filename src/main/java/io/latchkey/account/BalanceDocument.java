package io.latchkey.account;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * The account's balance, in the terms of the reference.
 *
 * @param currentBalance the amount paid and not yet used
 * @param creditLimit how far the balance may fall below zero
 * @param currency the ISO 4217 code
 * @param bonusEmails the number of free e-mails
 * @param bonusSmses the number of free text messages
 */
public record BalanceDocument(
        BigDecimal currentBalance,
        BigDecimal creditLimit,

        @Schema(type = "string", description = "a code of ISO 4217")
        Currency currency,

        long bonusEmails,
        long bonusSmses) {

    /** Returns a zero balance: there is no billing, so nothing is paid and nothing is owed. */
    static BalanceDocument zero(Currency currency) {
        return new BalanceDocument(BigDecimal.ZERO, BigDecimal.ZERO, currency, 0, 0);
    }
}
