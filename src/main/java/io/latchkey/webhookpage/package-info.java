/**
 * The page of an organisation's webhook, and of the notices that went out.
 */
package io.latchkey.webhookpage;
