/** Provides the page of an organisation's webhook and of the notices to it and by e-mail. */
package io.latchkey.webhookpage;
