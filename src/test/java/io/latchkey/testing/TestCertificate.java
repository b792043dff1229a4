package io.latchkey.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that nobody has signed.
 *
 * @param certificate the file with it (PEM)
 * @param key the file with its private key (PEM, PKCS #8)
 * @param context what has it as a server and trusts nothing else as a client
 */
public record TestCertificate(Path certificate, Path key, SSLContext context) {

    private static final String STORE = "tls.p12";
    private static final String PASSWORD = "changeit";

    /** Makes one with the JDK's own tool for the names, such as {@code dns:localhost,ip:127.0.0.1}. */
    public static TestCertificate of(String names, Path folder) throws IOException, GeneralSecurityException {
        Path store = folder.resolve(STORE);
        Shell.Result made = Shell.run(List.of(
                Java.tool("keytool"),
                "-genkeypair",
                "-alias",
                "tls",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Test",
                "-ext",
                "san=" + names,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        if (made.exitCode() != 0) {
            throw new IllegalStateException(made.output());
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Path certificate = pem(
                folder.resolve("tls.crt"),
                "CERTIFICATE",
                keys.getCertificate("tls").getEncoded());
        Path key = pem(
                folder.resolve("tls.key"),
                "PRIVATE KEY",
                keys.getKey("tls", PASSWORD.toCharArray()).getEncoded());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("tls", keys.getCertificate("tls"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), factory.getTrustManagers(), null);
        return new TestCertificate(certificate, key, context);
    }

    /** The options with which a Java process trusts it and nothing else. */
    public List<String> trusting() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + certificate.resolveSibling(STORE),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
