import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * Makes keys by the product's own classes. The argument is how many; the digest key is LATCHKEY_SECRET_DIGEST_KEY. A line
 * for each: the key, in hex the digest by which it is found, and the Authorization header that presents it.
 */
class MakeKeys {

    public static void main(String[] arguments) {
        byte[] digestKey = Base64.getDecoder().decode(System.getenv("LATCHKEY_SECRET_DIGEST_KEY"));
        SecureRandom random = new SecureRandom();
        byte[] masterKey = new byte[Secrets.BYTES];
        random.nextBytes(masterKey);
        KeyDigester digester = new KeyDigester(new Secrets(digestKey, new MasterKeys(Map.of(1, masterKey))));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            KeyToken key = KeyToken.generate(random);
            lines.append(key.value())
                    .append('\t')
                    .append(HexFormat.of().formatHex(digester.digest(key)))
                    .append("\tBasic ")
                    .append(Base64.getEncoder().encodeToString(("any:" + key.value()).getBytes(StandardCharsets.US_ASCII)))
                    .append('\n');
        }
        System.out.print(lines);
    }
}
