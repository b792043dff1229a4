/**
 * Provides what all pages in the browser share (their filter and files, the visitor, the roles that protect what they
 * call, messages to the user, refusals, all texts) to the thin page beans, which call the services and have a package
 * for each feature.
 */
package io.latchkey.page;
