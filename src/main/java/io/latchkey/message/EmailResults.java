package io.latchkey.message;

import java.util.List;

/**
 * The results for the recipients of an e-mail without a template, in the order of the request. Unlike
 * {@link SendResults}, always a list: a client of this method reads one in any case, and fails otherwise when the
 * e-mail has already been queued.
 *
 * @param id always 0, as clients expect
 */
public record EmailResults(long id, List<SendResult> results) {

    static EmailResults of(SendResults sent) {
        return new EmailResults(sent.id(), sent.results());
    }
}
