package io.latchkey.key;

import io.latchkey.quota.QuotaState;
import java.util.List;
import java.util.Optional;

/**
 * A key with what is shown of it from other tables.
 *
 * @param secrets its valid secrets, latest first
 * @param quota what is left of its quota, if it has one
 */
public record KeyOverview(ApiKey key, List<KeySecret> secrets, Optional<QuotaState> quota) {

    public KeyOverview {
        secrets = List.copyOf(secrets);
    }
}
