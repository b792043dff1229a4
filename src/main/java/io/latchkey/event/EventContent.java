package io.latchkey.event;

/**
 * The content of an event, whichever version of the method received it.
 *
 * @param eventTypeKey the type of event
 * @param keyValue distinguishes events of one type
 * @param params JSON text: an object from names to values
 */
record EventContent(String eventTypeKey, String keyValue, String params) {

    /** In characters. */
    static final int MAX_TYPE = 255;

    static final int MAX_KEY_VALUE = 300;
    static final int MAX_PARAMS = 65_535;
}
