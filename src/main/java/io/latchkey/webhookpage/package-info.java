/** Provides the page of an organisation's webhook and of the notices that were sent. */
package io.latchkey.webhookpage;
