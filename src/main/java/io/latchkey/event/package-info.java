/** Stores events about an organisation's contacts, which integrations send by several versions of one method. */
package io.latchkey.event;
