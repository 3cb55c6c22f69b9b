package dev.millrace.standalone.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file that names a running child, so that a later start recognises it when its parent was killed. Its lines are the
 * first three of PostgreSQL's own {@code postmaster.pid}: pid, data path (part of the command line), start in epoch seconds.
 */
public record PidFile(Path path, Writer writer) {
    /** Who keeps the file. */
    public enum Writer {
        PARENT,
        CHILD
    }

    /** The two clocks behind the start times differ by rounding, and by corrections of the system time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    public void write(ProcessHandle process, Path data) {
        if (writer == Writer.CHILD) {
            return;
        }
        Instant start = process.info().startInstant().orElseGet(Instant::now);
        try {
            Files.writeString(path, process.pid() + "\n" + data + "\n" + start.getEpochSecond() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that the file names, if it still runs: same pid, same start time, and its command line names the data. */
    Optional<ProcessHandle> survivor() {
        try {
            List<String> lines = Files.readAllLines(path);
            long pid = Long.parseLong(lines.get(0).strip());
            Instant start = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            return ProcessHandle.of(pid).filter(found -> isSame(found, start, lines.get(1)));
        } catch (NoSuchFileException neverStarted) {
            return Optional.empty();
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException halfWritten) {
            return Optional.empty();
        }
    }

    void delete() {
        if (writer == Writer.CHILD) {
            return;
        }
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSame(ProcessHandle found, Instant start, String data) {
        boolean sameStart = found.info()
                .startInstant()
                .map(actual -> Duration.between(actual, start).abs().compareTo(TOLERANCE) < 0)
                .orElse(false);
        return found.isAlive()
                && sameStart
                && found.info().commandLine().map(line -> line.contains(data)).orElse(false);
    }
}
