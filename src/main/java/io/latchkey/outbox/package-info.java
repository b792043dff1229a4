/**
 * Implements the transactional outbox: messages are rows that are written in the request's transaction and sent
 * afterwards by mail or webhook, with leases and a limited number of retries.
 */
package io.latchkey.outbox;
