package dev.millrace.standalone.temporal;

import dev.millrace.standalone.processes.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Builds the pinned version with Go, whose checksum database vouches for the sources. Takes minutes the first time. */
final class TemporalBuild implements TemporalBinary.Way {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
    private static final int LINES_KEPT = 5;

    private final Progress progress;

    TemporalBuild(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void bring(Path target) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(target.getParent(), "go");
        Process go = start(folder);
        Deque<String> last = follow(go);
        if (go.waitFor() != 0) {
            throw new IOException("go install " + Release.GO_PACKAGE + " failed: " + String.join("; ", last));
        }
        Files.move(folder.resolve("temporal"), target, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(folder);
    }

    private Process start(Path folder) throws IOException {
        progress.say("Temporal: building " + Release.GO_PACKAGE + " with Go, which takes some minutes once");
        ProcessBuilder install =
                new ProcessBuilder("go", "install", "-v", Release.GO_PACKAGE).redirectErrorStream(true);
        install.environment().put("GOBIN", folder.toString());
        try {
            return install.start();
        } catch (IOException noGo) {
            Files.delete(folder);
            throw new IOException("it cannot be built here, for Go is not installed (https://go.dev/dl)", noGo);
        }
    }

    /** Go names each module and package as it goes; reports how many, and keeps the last lines for the error. */
    private Deque<String> follow(Process go) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        long begun = System.nanoTime();
        long reported = begun;
        int steps = 0;
        try (BufferedReader output = go.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                steps++;
                last.addLast(line);
                if (last.size() > LINES_KEPT) {
                    last.removeFirst();
                }
                if (System.nanoTime() - reported > REPORT_EVERY.toNanos()) {
                    reported = System.nanoTime();
                    progress.say("Temporal: building, %d packages after %d s"
                            .formatted(steps, Duration.ofNanos(reported - begun).toSeconds()));
                }
            }
        }
        return last;
    }
}
