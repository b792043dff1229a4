/** Provides the page that shows an organisation's audit log, and its export as a file. */
package io.latchkey.auditpage;
