/** Imports files with keys of other systems, and says line by line what prevents an import. */
package io.latchkey.keyimport;
