/**
 * Plumbing of Jakarta REST that every resource shares: JSON bodies in and out, their size, caching. Knows no feature.
 */
package io.latchkey.rest;
