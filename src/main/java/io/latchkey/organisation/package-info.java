/** Manages organisations, which own the data, and their users, who manage the keys to it. */
package io.latchkey.organisation;
