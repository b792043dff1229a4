package io.latchkey.contactimport;

/**
 * A contact that waits to be imported.
 *
 * @param position its place in the request, from 0 on
 * @param contact the contact as JSON text
 */
record ImportItem(int position, String contact) {

    /** Characters of the text. */
    static final int MAX_LENGTH = 200_000;
}
