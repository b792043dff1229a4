/** Provides the page that imports keys of other systems from a file or pasted text. */
package io.latchkey.keyimportpage;
