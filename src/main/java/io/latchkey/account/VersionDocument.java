package io.latchkey.account;

/**
 * The versions of the product and the API that a client is connected to.
 *
 * @param version the version of this product
 * @param protocolVersion the version of the method, as in the path: {@code v1}
 */
public record VersionDocument(String version, String protocolVersion) {}
