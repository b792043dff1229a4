package io.latchkey.usage;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** The activity of keys whose addresses and agents are known already. In the package of what it builds. */
public final class KnownActivity {

    private KnownActivity() {}

    /** Builds it, after a use from where all others come from. */
    public static KeyActivity after(long keyId, KeyUse use) throws SQLException {
        KeyActivity activity = new KeyActivity(new KeyActivityStore(null) {
            @Override
            Set<KeyOrigin.OfKey> save(Map<KeyDay, KeyTally> tallies) {
                return Set.of();
            }
        });
        activity.record(keyId, use);
        activity.flush();
        return activity;
    }
}
