package dev.millrace.artifacts;

import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the files of one tenant lie. */
record TenantFolder(Path folder) {
    static Set<TenantId> tenantsBelow(Path root) throws IOException {
        return list(root).stream()
                .map(TenantFolder::name)
                .filter(name -> name.matches("[a-z0-9-]{1,63}"))
                .map(TenantId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    Path file(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** Files that are being written. */
    Path unfinished() {
        return folder.resolve(".unfinished");
    }

    /** Artifacts that are being deleted. */
    Path leaving() {
        return folder.resolve(".leaving");
    }

    /** The folders that hold artifacts. */
    List<Path> parts() throws IOException {
        return list(folder).stream().filter(part -> !name(part).startsWith(".")).toList();
    }

    /** With all that is in it; answers how many files that was. */
    long delete() throws IOException {
        long files = 0;
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                files += Files.isRegularFile(path) ? 1 : 0;
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException absent) {
            return files;
        }
        return files;
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }
}
