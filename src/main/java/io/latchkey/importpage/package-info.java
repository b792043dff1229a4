/**
 * The page that takes over keys of other systems, from a file or pasted text.
 */
package io.latchkey.importpage;
