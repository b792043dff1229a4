/**
 * Limits how many requests a key and an organisation may make in a period and how many failed attempts an address may
 * make, and tells each request what is left of its limits and quota.
 */
package io.latchkey.limit;
