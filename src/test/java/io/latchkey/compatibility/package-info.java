/** Whether the public clients of the reference system work with only their base address changed. */
package io.latchkey.compatibility;
