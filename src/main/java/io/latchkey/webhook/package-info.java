/** Manages an organisation's webhook, which gets signed calls (Standard Webhooks) about its keys. */
package io.latchkey.webhook;
