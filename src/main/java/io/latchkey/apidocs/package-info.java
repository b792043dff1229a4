/**
 * Describes the product's APIs in OpenAPI, by completing what the build generates from the resources, and serves the
 * page on which they can be tried out. The server serves the description.
 */
package io.latchkey.apidocs;
