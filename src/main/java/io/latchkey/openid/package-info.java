/**
 * Sign-in by OpenID Connect: who somebody is, told by a provider, and which user that is here.
 */
package io.latchkey.openid;
