package io.latchkey.contactimport;

/**
 * A contact waiting to be imported.
 *
 * @param position its position in the request, starting at 0
 * @param contact the contact as JSON text
 */
record ImportItem(int position, String contact) {

    /** The maximum length of the text, in characters. */
    static final int MAX_LENGTH = 200_000;
}
