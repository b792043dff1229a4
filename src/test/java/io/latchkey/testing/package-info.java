/**
 * What the tests share: the product on a real server over each database, callers that send requests to it, and keys.
 */
package io.latchkey.testing;
