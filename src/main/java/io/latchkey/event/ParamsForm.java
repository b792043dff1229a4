package io.latchkey.event;

/** How a version of the method represents nested JSON in an event's parameters. */
enum ParamsForm {
    /** Version 1: as escaped text. */
    ESCAPED,
    /** From version 2 on: as plain JSON. */
    PLAIN;

    static ParamsForm of(String version) {
        return version.equals("v1") ? ESCAPED : PLAIN;
    }
}
