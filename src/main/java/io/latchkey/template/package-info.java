/**
 * Manages an organisation's templates for e-mails and text messages in one or several languages, fills in their
 * placeholders, and makes the signed links by which they are viewed.
 */
package io.latchkey.template;
