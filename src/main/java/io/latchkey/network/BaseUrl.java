package io.latchkey.network;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where people and programs reach the product. Where it is deployed under a path, that is a part of it, and every address of
 * the product begins with it.
 */
@Singleton
public class BaseUrl {

    private final String address;

    /** Takes {@code latchkey.base-url}; whether a slash ends it does not matter. */
    @Inject
    public BaseUrl(@ConfigProperty(name = "latchkey.base-url") URI setting) {
        this.address = setting.toString().replaceFirst("/+$", "");
    }

    /**
     * The address of one of the product's paths.
     *
     * @param path from the product's own root on, with the slash before it, as a URI writes it
     */
    public URI at(String path) {
        return URI.create(address + path);
    }

    /** The address of the product itself, without a slash at its end. */
    @Override
    public String toString() {
        return address;
    }
}
