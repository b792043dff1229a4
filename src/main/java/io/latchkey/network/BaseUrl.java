package io.latchkey.network;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address at which people and programs reach the product. If it is deployed under a path, that path is
 * part of the address, and every address of the product begins with it.
 */
@Singleton
public class BaseUrl {

    private final String address;

    /** Reads {@code latchkey.base-url}, with or without a trailing slash. */
    @Inject
    public BaseUrl(@ConfigProperty(name = "latchkey.base-url") URI setting) {
        this.address = setting.toString().replaceFirst("/+$", "");
    }

    /**
     * Returns the address of one of the product's paths.
     *
     * @param path relative to the product's root, with a leading slash, in the syntax of a URI
     */
    public URI at(String path) {
        return URI.create(address + path);
    }

    /** Returns the address of the product itself, without a trailing slash. */
    @Override
    public String toString() {
        return address;
    }
}
