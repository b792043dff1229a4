/**
 * The transactional outbox: messages are rows, written in the request's transaction and sent after it by mail or webhook,
 * with leases, retries and an end to them; and the page on which users read it.
 */
package io.latchkey.outbox;
