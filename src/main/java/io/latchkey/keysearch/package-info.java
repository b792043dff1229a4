/** Searches an organisation's keys for people: by text, right and status, in several orders, page by page. */
package io.latchkey.keysearch;
