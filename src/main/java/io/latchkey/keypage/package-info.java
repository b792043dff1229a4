/**
 * Provides the pages of an organisation's API keys: the list with its search, the dialogs from creating a key to
 * reporting a leaked one, and the activity of a key.
 */
package io.latchkey.keypage;
