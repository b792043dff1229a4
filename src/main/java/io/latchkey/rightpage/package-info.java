/** Provides the page of an organisation's custom rights, which can be assigned to its keys. */
package io.latchkey.rightpage;
