/**
 * The log: no credential gets into it, whoever logs it, and what is said of a request has the request's id.
 */
package io.latchkey.log;
