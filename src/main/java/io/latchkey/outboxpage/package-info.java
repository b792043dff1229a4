/**
 * The page of the messages that an organisation has sent, or would have.
 */
package io.latchkey.outboxpage;
