/**
 * Provides the page of the messages that an organisation has sent, or would have sent if a way to send were configured.
 */
package io.latchkey.outboxpage;
