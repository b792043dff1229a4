/**
 * Contains the parts of Jakarta REST that all resources share (reading and writing bodies, limiting their
 * size, caching), without knowing any feature.
 */
package io.latchkey.rest;
