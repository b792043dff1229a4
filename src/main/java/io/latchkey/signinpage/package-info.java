/**
 * Handles signing in to the pages, by name and password or through an OpenID Connect provider, and signing out: the
 * start and the end of a user's session.
 */
package io.latchkey.signinpage;
