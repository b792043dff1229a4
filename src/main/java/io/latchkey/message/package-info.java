/**
 * The guarded API's methods that send messages, tell what has become of them and take word of their arrival.
 */
package io.latchkey.message;
