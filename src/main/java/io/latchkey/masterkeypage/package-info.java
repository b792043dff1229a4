/** Provides the page of the installation's master keys for the people who operate it. */
package io.latchkey.masterkeypage;
