package io.latchkey.usage;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** A key on a day (UTC). */
record KeyDay(long keyId, LocalDate day) {

    static KeyDay of(long keyId, KeyUse use) {
        return new KeyDay(keyId, LocalDate.ofInstant(use.at(), ZoneOffset.UTC));
    }
}
