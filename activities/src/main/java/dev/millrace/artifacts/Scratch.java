package dev.millrace.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A local folder of its own for passing files, deleted with all it holds when closed. */
public record Scratch(Path folder) implements AutoCloseable {
    public static Scratch below(Path work) {
        try {
            Files.createDirectories(work);
            return new Scratch(Files.createTempDirectory(work, "scratch-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder could be made below " + work, e);
        }
    }

    /** Deletes the folders that processes which were killed have left behind. */
    public static void sweep(Path work, Instant madeBefore) {
        try {
            for (Path folder : list(work)) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(madeBefore)) {
                    new Scratch(folder).close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + work + " could not be swept", e);
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be deleted", e);
        }
    }

    private static List<Path> list(Path work) throws IOException {
        try (Stream<Path> folders = Files.list(work)) {
            return folders.toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }
}
