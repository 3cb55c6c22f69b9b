package dev.millrace.standalone.postgres;

import dev.millrace.standalone.processes.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The data folder of the embedded PostgreSQL: initialised once, kept from then on. */
final class PostgresCluster {
    static final String SUPERUSER = "postgres";

    private PostgresCluster() {}

    /** Initialises the folder unless it is there; an interrupted first time leaves nothing that looks finished. */
    static void ensure(Path data, Path binaries, String superuserPassword) {
        try {
            if (Files.exists(data)) {
                requireSameMajor(data);
                return;
            }
            Path half = data.resolveSibling(data.getFileName() + ".new");
            deleteAll(half);
            initialise(half, binaries, superuserPassword);
            Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void initialise(Path data, Path binaries, String superuserPassword) throws IOException {
        Path password = Files.createTempFile(
                data.getParent(),
                "superuser",
                ".password",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, superuserPassword);
            List<String> command = Unprivileged.command(List.of(
                    binaries.resolve("bin/initdb").toString(),
                    "--pgdata=" + data,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions"));
            Process initdb =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (initdb.waitFor() != 0) {
                throw new CannotStart("PostgreSQL's data folder cannot be initialised:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while PostgreSQL's data folder was initialised", e);
        } finally {
            Files.delete(password);
        }
    }

    private static void requireSameMajor(Path data) throws IOException {
        String major = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!PostgresBinaries.VERSION.startsWith(major + ".")) {
            throw new CannotStart(
                    "%s was written by PostgreSQL %s, and this is %s. Dump it with the old version, or choose another MILLRACE_HOME."
                            .formatted(data, major, PostgresBinaries.VERSION));
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
