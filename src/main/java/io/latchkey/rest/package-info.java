/**
 * Contains the parts of Jakarta REST that all resources share (JSON bodies in and out, their size, caching), without
 * knowing any feature.
 */
package io.latchkey.rest;
