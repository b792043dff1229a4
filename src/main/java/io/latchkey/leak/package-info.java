/** Processes reports of leaked keys, as secret scanners send them. */
package io.latchkey.leak;
