/**
 * The pages of an organisation's API keys: the list with its search and dialogs, from making a key to reporting a leaked one,
 * and what a key did.
 */
package io.latchkey.keypage;
