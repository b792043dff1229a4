/**
 * Events: what happened to an organisation's contacts, sent by integrations in several versions of one method.
 */
package io.latchkey.event;
