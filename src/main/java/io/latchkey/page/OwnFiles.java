package io.latchkey.page;

import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Provides the addresses of the pages' own script and style sheet. Servers allow browsers to cache the
 * content of an address for days; each address therefore contains a digest of the content, so that after an
 * upgrade a page and its script have the same version.
 */
@Named("ownFiles")
@Singleton
public class OwnFiles {

    private static final String LIBRARY = "latchkey";
    private static final int DIGEST_CHARACTERS = 16;

    private final Map<String, String> digests = new ConcurrentHashMap<>();

    /** Called by the container. */
    @Inject
    public OwnFiles() {}

    /** Returns the address of a file, starting at the root of the server. */
    public String address(String name) {
        FacesContext faces = FacesContext.getCurrentInstance();
        String path = faces.getApplication()
                .getResourceHandler()
                .createResource(name, LIBRARY)
                .getRequestPath();
        return path + "&digest=" + digests.computeIfAbsent(name, file -> digest(faces, file));
    }

    private static String digest(FacesContext faces, String name) {
        try (InputStream file = faces.getExternalContext().getResourceAsStream("/resources/" + LIBRARY + "/" + name)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
