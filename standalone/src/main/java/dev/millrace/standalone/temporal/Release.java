package dev.millrace.standalone.temporal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The pinned release of Temporal's CLI, which carries the server and its Web UI. */
record Release(String version, String platform, String sha256) {
    static final String VERSION = "1.5.1";
    static final String GO_PACKAGE = "github.com/temporalio/cli/cmd/temporal@v" + VERSION;

    /** SHA-256 of each platform's archive. */
    private static final Map<String, String> SUMS = Map.of(
            "linux_amd64", "ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d",
            "linux_arm64", "bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5",
            "darwin_amd64", "bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9",
            "darwin_arm64", "cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415");

    /** The archive for this machine, if there is one whose sum is known. */
    static Optional<Release> forThisMachine() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String platform = os + "_" + arch;
        return Optional.ofNullable(SUMS.get(platform)).map(sum -> new Release(VERSION, platform, sum));
    }

    String url() {
        return "https://github.com/temporalio/cli/releases/download/v%s/temporal_cli_%s_%s.tar.gz"
                .formatted(version, version, platform);
    }
}
