package dev.millrace.security.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets shared with whoever makes the tokens (HS256, HS384, HS512): the present one and, while it is being replaced, the
 * one before. A secret serves the algorithms whose hash is not longer than itself (RFC 7518, section 3.2).
 */
final class SharedSecrets implements TokenKeys {
    static final int SHORTEST_BYTES = 32;

    private final List<byte[]> secrets;

    SharedSecrets(List<String> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        if (this.secrets.stream().anyMatch(secret -> secret.length < SHORTEST_BYTES)) {
            throw new IllegalStateException("JWT_SECRET_KEY must have at least " + SHORTEST_BYTES
                    + " bytes, and 48 or 64 for HS384 or HS512; for example: openssl rand -hex 32");
        }
    }

    /** A token's {@code kid} is passed over. */
    @Override
    public JWSKeySelector<SecurityContext> selector() {
        return (header, context) -> keys(header.getAlgorithm());
    }

    @Override
    public boolean known() {
        return true;
    }

    private List<SecretKey> keys(JWSAlgorithm algorithm) {
        int bytes = hashBytes(algorithm);
        return bytes == 0
                ? List.of()
                : secrets.stream()
                        .filter(secret -> secret.length >= bytes)
                        .<SecretKey>map(secret -> new SecretKeySpec(secret, "HMAC"))
                        .toList();
    }

    /** 0 for every algorithm that is not for shared secrets. */
    private static int hashBytes(JWSAlgorithm algorithm) {
        return switch (algorithm.getName()) {
            case "HS256" -> 32;
            case "HS384" -> 48;
            case "HS512" -> 64;
            default -> 0;
        };
    }
}
