package dev.millrace.payloads;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.millrace.security.Keyset;
import dev.millrace.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Closes tenants' keys (AES-256-GCM) by a key from the installation's keyset, bound to the tenant and the key's id. */
record KeyWrap(Keyset keyset) {
    byte[] close(TenantId tenant, UUID id, byte[] key) {
        try {
            return aeads().getFirst().encrypt(key, bound(tenant, id));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty when it was closed by a keyset's key that is gone. */
    Optional<Opened> open(TenantId tenant, UUID id, byte[] wrapped) {
        boolean primary = true;
        for (Aead aead : aeads()) {
            try {
                return Optional.of(new Opened(aead.decrypt(wrapped, bound(tenant, id)), primary));
            } catch (GeneralSecurityException notThisKey) {
                primary = false;
            }
        }
        return Optional.empty();
    }

    private List<Aead> aeads() {
        return keyset.derive("keys of tenants' payloads").stream()
                .map(KeyWrap::aead)
                .toList();
    }

    static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bound(TenantId tenant, UUID id) {
        return (tenant.value() + "/" + id).getBytes(StandardCharsets.UTF_8);
    }

    /** A key, and whether the keyset's primary key had closed it. */
    record Opened(byte[] key, boolean byPrimary) {}
}
