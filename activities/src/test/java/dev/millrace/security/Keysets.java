package dev.millrace.security;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.security.GeneralSecurityException;

/** Keysets as operators make and rotate them. */
public final class Keysets {
    private Keysets() {}

    public static String generate() {
        return json(KeysetHandle.newBuilder().addEntry(newKey()));
    }

    /** A new key signs; those before it are still known. */
    public static String rotated(String keyset) {
        try {
            KeysetHandle before = TinkJsonProtoKeysetFormat.parseKeyset(
                    keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            return json(KeysetHandle.newBuilder(before).addEntry(newKey()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeysetHandle.Builder.Entry newKey() {
        try {
            MacConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return KeysetHandle.generateEntryFromParameters(PredefinedMacParameters.HMAC_SHA256_256BITTAG)
                .withRandomId()
                .makePrimary();
    }

    private static String json(KeysetHandle.Builder keyset) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    keyset.build(), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
