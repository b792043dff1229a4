/** JSON: the one strict mapper that reads request bodies and writes answers. Knows nothing of HTTP. */
package io.latchkey.json;
