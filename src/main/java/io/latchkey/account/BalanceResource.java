package io.latchkey.account;

import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Currency;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The account's balance, for clients that query it before sending: always zero, in the configured currency.
 */
@Singleton
@Path("v1/balance")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.KEY)
public class BalanceResource {

    private final Currency currency;

    /**
     * Creates the resource with the currency {@code latchkey.balance.currency}.
     *
     * @throws IllegalArgumentException when it is not an ISO 4217 code
     */
    @Inject
    public BalanceResource(@ConfigProperty(name = "latchkey.balance.currency") String currency) {
        this.currency = Currency.getInstance(currency);
    }

    @Operation(summary = "Read the balance, which is always zero")
    @GET
    public BalanceDocument balance() {
        return BalanceDocument.zero(currency);
    }
}
