/**
 * The page of the installation's master keys, for those who look after it.
 */
package io.latchkey.masterkeypage;
