/**
 * Message templates: an organisation's e-mails and text messages to be, in one or several languages; how their
 * placeholders are filled in, and the signed links by which they are looked at.
 */
package io.latchkey.template;
