package io.latchkey.bench.spring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the password of HTTP Basic as the key, computes the same digest as Latchkey does and looks it up in the same
 * tables: whether the key is enabled, not idle and not expired.
 */
class ApiKeyFilter extends OncePerRequestFilter {

    private static final String LOOK_UP = "SELECT k.id FROM api_key_secret s JOIN api_key k ON k.id = s.key_id"
            + " WHERE s.digest = ? AND (s.valid_until IS NULL OR s.valid_until > now()) AND k.status = 'ENABLED'"
            + " AND k.idle_since > now() - INTERVAL '90 days' AND (k.expires_at IS NULL OR k.expires_at > now())";

    private final JdbcTemplate database;
    private final SecretKeySpec digestKey;

    ApiKeyFilter(JdbcTemplate database, String digestKey) {
        this.database = database;
        this.digestKey = new SecretKeySpec(Base64.getDecoder().decode(digestKey), "HmacSHA256");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header != null && header.startsWith("Basic ")) {
            String userPass = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
            byte[] digest = digest(userPass.substring(userPass.indexOf(':') + 1));
            List<Long> keys = database.queryForList(LOOK_UP, Long.class, digest);
            if (!keys.isEmpty()) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        keys.get(0), null, AuthorityUtils.createAuthorityList("ROLE_KEY")));
                SecurityContextHolder.setContext(context);
            }
        }
        chain.doFilter(request, response);
    }

    private byte[] digest(String key) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(digestKey);
            return hmac.doFinal(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
