package dev.millrace.training.algorithm;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** LightGBM's native library, loaded at the first look. */
final class LightgbmLibrary {
    private static final String VERSION = "4.3.0";

    private LightgbmLibrary() {}

    /** Why it cannot be used, and what to do about it. */
    static Optional<String> problem() {
        return Loading.PROBLEM;
    }

    static Map<String, String> engine() {
        return Map.of("lightgbm", VERSION);
    }

    private static final class Loading {
        private static final Optional<String> PROBLEM = load();

        private static Optional<String> load() {
            try {
                loadFromOwnFolder();
                return Optional.empty();
            } catch (Exception | LinkageError e) {
                return Optional.of("LightGBM's native library does not load here (" + e.getMessage()
                        + "); it needs Linux, macOS or Windows on x86-64 (or arm64 but for Windows) and OpenMP: on Linux"
                        + " install libgomp1 (Debian, Ubuntu) or libgomp (Fedora), then start again");
            }
        }

        /** It is unpacked to a fixed name in the folder for temporary files, where another user could put something else. */
        private static void loadFromOwnFolder() throws IOException {
            String shared = System.getProperty("java.io.tmpdir");
            Path own = Files.createTempDirectory("lightgbm");
            System.setProperty("java.io.tmpdir", own.toString());
            try {
                LGBMBooster.loadNative();
            } finally {
                System.setProperty("java.io.tmpdir", shared);
                try (Stream<Path> unpacked = Files.list(own)) {
                    unpacked.forEach(file -> file.toFile().deleteOnExit());
                }
                own.toFile().deleteOnExit();
            }
        }
    }
}
