package io.latchkey.setting;

import java.time.Duration;

/** Checks settings that must be longer than zero. */
public final class PositiveDuration {

    private PositiveDuration() {}

    /**
     * Returns the value of the setting.
     *
     * @throws IllegalArgumentException if it is zero or negative; names the setting
     */
    public static Duration require(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(setting + " must be longer than zero");
        }
        return value;
    }
}
