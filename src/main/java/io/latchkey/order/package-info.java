/**
 * Orders of an organisation's customers, as its shop tells them: added and updated in bulk, each under its number in the
 * shop.
 */
package io.latchkey.order;
