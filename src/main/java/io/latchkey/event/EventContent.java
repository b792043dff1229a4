package io.latchkey.event;

/**
 * What an event says, whichever version of the method it came by.
 *
 * @param eventTypeKey the kind of event
 * @param keyValue what tells events of one kind apart
 * @param params JSON text: an object from names to values
 */
record EventContent(String eventTypeKey, String keyValue, String params) {

    /** Characters. */
    static final int MAX_TYPE = 255;

    static final int MAX_KEY_VALUE = 300;
    static final int MAX_PARAMS = 65_535;
}
