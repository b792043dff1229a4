package io.latchkey.advisory;

/**
 * A library as Maven knows it.
 *
 * @param name its group and artifact with a colon between them, as advisories name it
 * @param version its version
 */
record Library(String name, String version) {}
