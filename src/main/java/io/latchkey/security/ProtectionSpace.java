package io.latchkey.security;

import io.latchkey.key.KeyToken;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.Password;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import java.util.Arrays;
import java.util.Optional;

/** The protection spaces (RFC 7617, section 2.2): which credential opens which part of the application. */
enum ProtectionSpace {
    /** The guarded API: the password is an API key, the user name is anything. */
    API("/api", "Latchkey API") {
        @Override
        Credential credential(BasicCredentials presented) {
            return new ApiKeyCredential(new KeyToken(presented.password()));
        }
    },
    /** The management of an organisation's keys: a user's name and password. */
    MANAGEMENT("/manage", "Latchkey management") {
        @Override
        Credential credential(BasicCredentials presented) {
            return user(presented);
        }
    },
    /** The pages on which users read and set what is their organisation's; open to the same credentials. */
    SETTINGS("/settings", "Latchkey management") {
        @Override
        Credential credential(BasicCredentials presented) {
            return user(presented);
        }
    };

    private final String servletPath;
    private final String realm;

    ProtectionSpace(String servletPath, String realm) {
        this.servletPath = servletPath;
        this.realm = realm;
    }

    /** The space that the container's own mapping of the request lies in, so that no spelling of a path gets around it. */
    static Optional<ProtectionSpace> of(String servletPath) {
        return Arrays.stream(values())
                .filter(space -> (servletPath + "/").startsWith(space.servletPath + "/"))
                .findFirst();
    }

    private static Credential user(BasicCredentials presented) {
        return new UsernamePasswordCredential(presented.userName(), new Password(presented.password()));
    }

    /** What a caller without a good credential is asked for (RFC 7617, sections 2 and 2.1). */
    String challenge() {
        return "Basic realm=\"" + realm + "\", charset=\"UTF-8\"";
    }

    abstract Credential credential(BasicCredentials presented);
}
