package io.latchkey.verify;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A service's question about a key that it was sent.
 *
 * @param key the key
 * @param right the rights of which the service accepts any, separated by commas; any right, if left out
 * @param method the HTTP method of the request that the key came with; requires {@code uri}
 * @param uri the target of that request in origin form, exactly as it was sent; requires {@code method}
 * @param address the address from which it came; a key with allowed addresses is refused without it
 */
public record VerificationRequest(
        @NotNull @Size(min = 1, max = 4096) String key,
        String right,

        @Pattern(regexp = "[!-~]{1,32}", message = "must be an HTTP method")
        String method,

        @Size(max = 8192) String uri,
        @Size(max = 45) String address) {

    /** Never reveals the key. */
    @Override
    public String toString() {
        return "VerificationRequest[…]";
    }
}
