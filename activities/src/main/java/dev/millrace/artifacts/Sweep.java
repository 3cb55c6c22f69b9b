package dev.millrace.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Clears one tenant's folder of what is old and unused, while others go on writing to it. */
record Sweep(TenantFolder home, Instant storedBefore) {
    int run(UnaryOperator<Set<String>> unused) throws IOException {
        for (Path file : old(home.unfinished())) {
            Files.deleteIfExists(file);
        }
        for (Path file : TenantFolder.list(home.leaving())) {
            leave(file);
        }
        int deleted = 0;
        for (Path part : home.parts()) {
            Set<String> old = old(part).stream().map(TenantFolder::name).collect(Collectors.toSet());
            for (String sha256 : old.isEmpty() ? old : unused.apply(old)) {
                deleted += delete(part.resolve(sha256)) ? 1 : 0;
            }
        }
        return deleted;
    }

    private boolean delete(Path file) throws IOException {
        Path leaving = home.leaving().resolve(TenantFolder.name(file));
        Files.createDirectories(home.leaving());
        try {
            return leave(Files.move(file, leaving, StandardCopyOption.ATOMIC_MOVE));
        } catch (NoSuchFileException sweptByAnother) {
            return false;
        }
    }

    /** A file moved aside is looked at again: bytes that were stored once more since the first look go back to their place. */
    private boolean leave(Path leaving) throws IOException {
        if (isOld(leaving)) {
            return Files.deleteIfExists(leaving);
        }
        try {
            Files.move(leaving, home.file(TenantFolder.name(leaving)), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException sweptByAnother) {
            return false;
        }
        return false;
    }

    private List<Path> old(Path folder) throws IOException {
        List<Path> old = new ArrayList<>();
        for (Path file : TenantFolder.list(folder)) {
            if (isOld(file)) {
                old.add(file);
            }
        }
        return old;
    }

    private boolean isOld(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(storedBefore);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
