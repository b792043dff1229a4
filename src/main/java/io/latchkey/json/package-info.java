/**
 * Provides the single strict JSON mapper that reads request bodies and writes answers, without knowing anything about
 * HTTP.
 */
package io.latchkey.json;
