/** Signs users in by OpenID Connect: a provider says who somebody is, and this package finds the matching user. */
package io.latchkey.openid;
