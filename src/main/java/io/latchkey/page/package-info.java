/**
 * What every page in the browser needs: its filter and the files beside it, who looks at it, the roles that close what it
 * calls, what it says to its user, and refusals. The pages are thin beans over the services, with their fellows of one feature
 * in a package each; their texts are all here.
 */
package io.latchkey.page;
