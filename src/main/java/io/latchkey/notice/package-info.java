/**
 * Notices: people and their programs are warned before a key is disabled by itself, and told when one has leaked. Each notice
 * is written down with the mark that it was made, and sent afterwards, by e-mail and to the organisation's webhook.
 */
package io.latchkey.notice;
