/** Runs what is done again and again in the background. */
package io.latchkey.timer;
