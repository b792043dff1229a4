/**
 * Warns people and their programs before a key is disabled automatically, and tells them about a leaked one: a notice
 * is stored together with the mark that it was created, and sent afterwards by e-mail and to the organisation's
 * webhook.
 */
package io.latchkey.notice;
