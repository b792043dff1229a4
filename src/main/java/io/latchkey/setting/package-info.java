/** Checks what settings have in common. */
package io.latchkey.setting;
