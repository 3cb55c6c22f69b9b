package dev.millrace.llm;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Keyset;
import dev.millrace.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tenants' keys of providers so that the database alone gives none away: AES-256-GCM by a key from the
 * installation's keyset, bound to the tenant and the provider, so that a row that is moved elsewhere opens nothing. After
 * a rotation the keys before it still open what they have closed.
 */
final class KeyVault {
    private final @Nullable Keyset keyset;

    KeyVault(@Nullable Keyset keyset) {
        this.keyset = keyset;
    }

    /** @throws Problem UNAVAILABLE in a process without a keyset */
    byte[] close(TenantId tenant, String provider, String secret) {
        try {
            return keys(tenant).getFirst().encrypt(secret.getBytes(StandardCharsets.UTF_8), bound(tenant, provider));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty when it was closed by a key that is gone. */
    Optional<String> open(TenantId tenant, String provider, byte[] closed) {
        for (Aead key : keys(tenant)) {
            try {
                return Optional.of(new String(key.decrypt(closed, bound(tenant, provider)), StandardCharsets.UTF_8));
            } catch (GeneralSecurityException notThisKey) {
                // An older one may be it.
            }
        }
        return Optional.empty();
    }

    private List<Aead> keys(TenantId tenant) {
        if (keyset == null) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "this process cannot read the workspace's keys of providers: MILLRACE_KEYSET is not set here; it must"
                            + " be the same for the API and all workers (docs/operations.md)");
        }
        return keyset.derive("keys of language model providers of workspace " + tenant.value()).stream()
                .map(KeyVault::aead)
                .toList();
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bound(TenantId tenant, String provider) {
        return (tenant.value() + "/" + provider).getBytes(StandardCharsets.UTF_8);
    }
}
