package io.latchkey.account;

/**
 * Which API a client talks to.
 *
 * @param version of this product
 * @param protocolVersion of the method, as in the path: {@code v1}
 */
public record VersionDocument(String version, String protocolVersion) {}
