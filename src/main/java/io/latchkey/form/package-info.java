/** Reads forms with files, which browsers and clients send as {@code multipart/form-data} (RFC 7578). */
package io.latchkey.form;
