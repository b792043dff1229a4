/** Says whether an installation is for development or for production. */
package io.latchkey.profile;
