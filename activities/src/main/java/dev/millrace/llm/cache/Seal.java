package dev.millrace.llm.cache;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.millrace.security.Keyset;
import dev.millrace.tenancy.TenantId;
import java.security.GeneralSecurityException;
import java.util.List;

/** Encrypts what leaves for Redis with a key of the workspace's own (AES-GCM), bound to the place where it lies. */
final class Seal {
    private final Keyset keyset;

    Seal(Keyset keyset) {
        this.keyset = keyset;
    }

    byte[] close(TenantId tenant, byte[] place, byte[] plain) {
        try {
            return aead(secrets(tenant).getFirst()).encrypt(plain, place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws GeneralSecurityException when it was not closed here, for this tenant and place */
    byte[] open(TenantId tenant, byte[] place, byte[] closed) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException("no key");
        for (byte[] secret : secrets(tenant)) {
            try {
                return aead(secret).decrypt(closed, place);
            } catch (GeneralSecurityException otherKey) {
                last = otherKey;
            }
        }
        throw last;
    }

    private List<byte[]> secrets(TenantId tenant) {
        return keyset.derive("llm cache of workspace " + tenant.value());
    }

    private static Aead aead(byte[] secret) throws GeneralSecurityException {
        return new AesGcmJce(secret);
    }
}
