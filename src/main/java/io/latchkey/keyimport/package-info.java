/**
 * Reads files with keys of other systems, and says line by line what keeps them from being imported.
 */
package io.latchkey.keyimport;
