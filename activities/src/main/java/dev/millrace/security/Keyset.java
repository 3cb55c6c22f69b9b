package dev.millrace.security;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.mac.MacConfig;
import dev.millrace.artifacts.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** The installation's secret keys (a Tink keyset in JSON): signs what is handed out and must come back unchanged. */
public final class Keyset {
    private final Mac mac;
    private final List<Mac> keys;

    private Keyset(Mac mac, List<Mac> keys) {
        this.mac = mac;
        this.keys = keys;
    }

    /** @throws IllegalStateException when it is no Tink keyset with an HMAC key */
    public static Keyset parse(String json) {
        try {
            MacConfig.register();
            KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(
                    json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            return new Keyset(handle.getPrimitive(RegistryConfiguration.get(), Mac.class), keys(handle));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "MILLRACE_KEYSET must hold a Tink keyset in JSON with an HMAC key; docs/operations.md says how to"
                            + " make one",
                    e);
        }
    }

    public byte[] sign(byte[] bytes) {
        try {
            return mac.computeMac(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean signed(byte[] signature, byte[] bytes) {
        try {
            mac.verifyMac(signature, bytes);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Secrets of 32 bytes for one purpose, one from each enabled key, the primary's first. The same keys always give the
     * same secrets, which tell nothing about the keys or about secrets for other purposes.
     */
    public List<byte[]> derive(String purpose) {
        byte[] label = ("millrace derived secret, version 1: " + purpose).getBytes(StandardCharsets.UTF_8);
        List<byte[]> secrets = new ArrayList<>();
        try {
            for (Mac key : keys) {
                // Tags have an id before them and the length of the key's choice; a hash has neither.
                secrets.add(Sha256.digest().digest(key.computeMac(label)));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return secrets;
    }

    private static List<Mac> keys(KeysetHandle handle) throws GeneralSecurityException {
        List<Mac> keys = new ArrayList<>();
        for (int i = 0; i < handle.size(); i++) {
            KeysetHandle.Entry entry = handle.getAt(i);
            if (entry.getStatus() == KeyStatus.ENABLED) {
                keys.add(entry.isPrimary() ? 0 : keys.size(), alone(entry));
            }
        }
        return keys;
    }

    private static Mac alone(KeysetHandle.Entry entry) throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(entry.getKey())
                        .withFixedId(entry.getId())
                        .makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Mac.class);
    }
}
