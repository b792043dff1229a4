/**
 * Stores the orders of an organisation's customers, which its shop adds and updates in bulk, each under its number in
 * the shop.
 */
package io.latchkey.order;
