/**
 * The page of an organisation's audit log, and the log as a file.
 */
package io.latchkey.auditpage;
