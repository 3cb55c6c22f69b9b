package dev.millrace.security;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.mac.MacConfig;
import java.security.GeneralSecurityException;

/** The installation's secret keys (a Tink keyset in JSON): signs what is handed out and must come back unchanged. */
public final class Keyset {
    private final Mac mac;

    private Keyset(Mac mac) {
        this.mac = mac;
    }

    /** @throws IllegalStateException when it is no Tink keyset with an HMAC key */
    public static Keyset parse(String json) {
        try {
            MacConfig.register();
            KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(
                    json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            return new Keyset(handle.getPrimitive(RegistryConfiguration.get(), Mac.class));
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
}
