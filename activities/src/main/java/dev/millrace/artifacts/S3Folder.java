package dev.millrace.artifacts;

import dev.millrace.tenancy.TenantId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of one tenant. */
record S3Folder(TenantId tenant) {
    private static final Pattern ARTIFACT = Pattern.compile("[^/]+/[0-9a-f]{2}/([0-9a-f]{64})");

    String prefix() {
        return tenant.value() + "/";
    }

    String key(String sha256) {
        return prefix() + sha256.substring(0, 2) + "/" + sha256;
    }

    /** Marks of sweeps that are about to delete the artifact have keys that begin so. */
    String leaving(String sha256) {
        return marks() + sha256 + "/";
    }

    String marks() {
        return prefix() + ".leaving/";
    }

    /** Empty for what is no artifact. */
    static Optional<String> sha256(String key) {
        Matcher matcher = ARTIFACT.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
