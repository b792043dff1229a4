/**
 * Provides the single strict JSON mapper, which reads request bodies and writes responses, without knowing
 * anything about HTTP.
 */
package io.latchkey.json;
