/** Checks users' passwords: the rules for one that somebody chooses, its hash, and how many are hashed at once. */
package io.latchkey.password;
