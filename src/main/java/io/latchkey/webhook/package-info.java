/**
 * An organisation's webhook: where its programs are told what concerns its keys, signed as Standard Webhooks has it.
 */
package io.latchkey.webhook;
