package dev.millrace.standalone.temporal;

import dev.millrace.standalone.processes.CannotStart;
import dev.millrace.standalone.processes.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code temporal} program: named by {@code MILLRACE_TEMPORAL_CLI}, on PATH, in the cache, downloaded, or built
 * with Go, in this order.
 */
public final class TemporalBinary {
    private final Map<String, String> environment;
    private final Progress progress;

    public TemporalBinary(Map<String, String> environment, Progress progress) {
        this.environment = Map.copyOf(environment);
        this.progress = progress;
    }

    /** @throws CannotStart when there is none and none can be had, with the reason of each way and what to do */
    public Path find() {
        String named = environment.get("MILLRACE_TEMPORAL_CLI");
        if (named != null && !named.isBlank()) {
            return named(Path.of(named));
        }
        Path cached = cache().resolve("temporal");
        return onPath().or(() -> executable(cached)).orElseGet(() -> obtain(cached));
    }

    private static Path named(Path program) {
        return executable(program)
                .orElseThrow(() -> new CannotStart("MILLRACE_TEMPORAL_CLI names " + program
                        + ", which is not an executable file. Correct it or unset it."));
    }

    private Optional<Path> onPath() {
        return Optional.ofNullable(environment.get("PATH")).stream()
                .flatMap(path -> List.of(path.split(File.pathSeparator)).stream())
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> executable(Path.of(folder, "temporal")).stream())
                .findFirst();
    }

    private Path cache() {
        String base = environment.get("XDG_CACHE_HOME");
        Path root = base == null || base.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base);
        return root.resolve("millrace").resolve("temporal-" + Release.VERSION);
    }

    private Path obtain(Path target) {
        List<String> failures = new ArrayList<>();
        for (Way way : List.<Way>of(new TemporalDownload(environment, progress), new TemporalBuild(progress))) {
            @Nullable String failure = attempt(way, target);
            if (failure == null) {
                return target;
            }
            progress.say("Temporal: " + failure);
            failures.add("  - " + failure);
        }
        throw new CannotStart("""
                No Temporal server was found, and none could be had:
                %s
                Install Temporal's CLI (https://docs.temporal.io/cli) or Go (https://go.dev/dl), or name its program with MILLRACE_TEMPORAL_CLI, \
                or set TEMPORAL_ADDRESS to use a Temporal server that runs already.""".formatted(String.join("\n", failures)));
    }

    private static @Nullable String attempt(Way way, Path target) {
        try {
            Files.createDirectories(target.getParent());
            way.bring(target);
            return null;
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static Optional<Path> executable(Path program) {
        return Files.isRegularFile(program) && Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
    }

    /** A way to get the program. Puts it at the target, whole or not at all; the exception's message says why not. */
    interface Way {
        void bring(Path target) throws IOException, InterruptedException;
    }
}
