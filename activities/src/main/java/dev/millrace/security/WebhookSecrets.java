package dev.millrace.security;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret by which a workspace's webhooks are signed and verified, as the Standard Webhooks specification has it. It is
 * derived from the installation's keyset and stored nowhere. While a keyset holds an old key beside the new one, messages
 * carry the signatures by both, so that receivers change their secret when it suits them.
 */
public final class WebhookSecrets {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final @Nullable Keyset keyset;

    WebhookSecrets(@Nullable Keyset keyset) {
        this.keyset = keyset;
    }

    /** The secret by the keyset's primary key, as receivers configure it. */
    public String secret(TenantId tenant) {
        return PREFIX + Base64.getEncoder().encodeToString(secrets(tenant).getFirst());
    }

    /**
     * The headers that go with a message.
     *
     * @param id the same whenever the message is sent again
     * @param at when it is sent
     */
    public Map<String, String> sign(TenantId tenant, String id, Instant at, String body) {
        byte[] signed = (id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", Long.toString(at.getEpochSecond()),
                "webhook-signature",
                        secrets(tenant).stream()
                                .map(secret -> "v1," + signature(secret, signed))
                                .collect(Collectors.joining(" ")));
    }

    private List<byte[]> secrets(TenantId tenant) {
        if (keyset == null) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "this process cannot sign webhooks: MILLRACE_KEYSET is not set here; it must be the same for the API"
                            + " and all workers (docs/operations.md)");
        }
        return keyset.derive("webhooks of workspace " + tenant.value());
    }

    private static String signature(byte[] secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
