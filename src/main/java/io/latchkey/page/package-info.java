/**
 * The pages in the browser: signing in, and the settings of an organisation's API keys. Thin beans over the services,
 * each call closed by the user's role.
 */
package io.latchkey.page;
