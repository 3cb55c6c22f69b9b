package dev.millrace.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Local copies of artifacts that lie elsewhere. One that several ask for at once is fetched once. Copies that nobody uses are
 * kept while there is room, for an hour at most; those used longest ago go first.
 */
final class CopyCache {
    private static final Duration KEPT = Duration.ofHours(1);

    private final Path folder;
    private final long most;
    private final InstantSource clock;
    private final Map<String, Copy> copies = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param folder of this process alone; {@code most} bytes are kept in it, and what is in use beyond that */
    CopyCache(Path folder, long most, InstantSource clock) {
        this.folder = folder;
        this.most = most;
        this.clock = clock;
    }

    /** @param source opens the artifact's bytes; asked only when there is no copy */
    LocalCopy get(String key, long size, Supplier<InputStream> source) {
        Copy copy;
        boolean mine;
        synchronized (copies) {
            Copy known = copies.get(key);
            mine = known == null;
            copy = known == null ? new Copy(folder.resolve(UUID.randomUUID().toString()), size) : known;
            copy.users++;
            if (mine) {
                copies.put(key, copy);
                bytes += size;
            }
        }
        try {
            if (mine) {
                fetch(copy, source);
            }
            copy.fetched.join();
            return new Lent(copy);
        } catch (CompletionException failed) {
            giveUp(key, copy);
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
    }

    /** Deletes the copies whose keys begin so, of which nobody may go on reading. */
    void forget(String prefix) {
        synchronized (copies) {
            copies.entrySet().removeIf(entry -> {
                boolean forgotten = entry.getKey().startsWith(prefix);
                if (forgotten) {
                    bytes -= entry.getValue().size;
                    delete(entry.getValue().file);
                }
                return forgotten;
            });
        }
    }

    private static void fetch(Copy copy, Supplier<InputStream> source) {
        try (InputStream in = source.get()) {
            Files.createDirectories(TenantFolder.parent(copy.file));
            Files.copy(in, copy.file);
            copy.fetched.complete(copy.file);
        } catch (IOException e) {
            copy.fetched.completeExceptionally(new UncheckedIOException("an artifact could not be fetched", e));
        } catch (RuntimeException | Error e) {
            copy.fetched.completeExceptionally(e);
        }
    }

    private void giveUp(String key, Copy copy) {
        synchronized (copies) {
            if (copies.remove(key, copy)) {
                bytes -= copy.size;
            }
            delete(copy.file);
        }
    }

    private void release(Copy copy) {
        synchronized (copies) {
            copy.users--;
            copy.lastUsed = clock.instant();
            Instant expired = copy.lastUsed.minus(KEPT);
            for (Iterator<Copy> oldest = copies.values().iterator(); oldest.hasNext(); ) {
                Copy candidate = oldest.next();
                if (candidate.users == 0 && (bytes > most || candidate.lastUsed.isBefore(expired))) {
                    oldest.remove();
                    bytes -= candidate.size;
                    delete(candidate.file);
                }
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the copy " + file + " could not be deleted", e);
        }
    }

    private static final class Copy {
        private final Path file;
        private final long size;
        private final CompletableFuture<Path> fetched = new CompletableFuture<>();
        private int users;
        private Instant lastUsed = Instant.MAX;

        private Copy(Path file, long size) {
            this.file = file;
            this.size = size;
        }
    }

    private final class Lent implements LocalCopy {
        private final Copy copy;
        private boolean closed;

        private Lent(Copy copy) {
            this.copy = copy;
        }

        @Override
        public Path path() {
            return copy.file;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                release(copy);
            }
        }
    }
}
