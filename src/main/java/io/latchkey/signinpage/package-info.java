/**
 * Signing in to the pages in the browser, by name and password or through an OpenID Connect provider, and signing out: where
 * a user's session begins and ends.
 */
package io.latchkey.signinpage;
