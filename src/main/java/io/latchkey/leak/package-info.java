/** Reports of leaked keys, as secret scanners make them. */
package io.latchkey.leak;
