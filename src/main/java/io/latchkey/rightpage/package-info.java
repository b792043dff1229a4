/**
 * The page of an organisation's own rights, which its keys can be given.
 */
package io.latchkey.rightpage;
