/** Answers to other services and their proxies whether a key is valid for a request that they have received. */
package io.latchkey.verify;
