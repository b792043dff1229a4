/** Checks shared by several settings. */
package io.latchkey.setting;
