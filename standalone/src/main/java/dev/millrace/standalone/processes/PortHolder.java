package dev.millrace.standalone.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a port, read from {@code /proc} where there is one, else asked of {@code lsof}. */
public final class PortHolder {
    private static final String LISTEN = "0A";
    private static final Path PROC = Path.of("/proc");

    private PortHolder() {}

    /** The holder in words, or empty when the system does not tell. */
    public static Optional<String> of(int port) {
        return process(port)
                .map(holder -> "process " + holder.pid()
                        + holder.info()
                                .command()
                                .map(command -> " (" + command + ")")
                                .orElse(""));
    }

    /** The process that listens on the port, or empty when the system does not tell. */
    public static Optional<ProcessHandle> process(int port) {
        try {
            Optional<Long> pid = Files.exists(PROC.resolve("net/tcp")) ? fromProc(port) : fromLsof(port);
            return pid.flatMap(ProcessHandle::of);
        } catch (IOException | UncheckedIOException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Long> fromProc(int port) throws IOException {
        Set<String> sockets = Stream.concat(
                        listening(PROC.resolve("net/tcp"), port), listening(PROC.resolve("net/tcp6"), port))
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holdsAny(PROC.resolve(pid + "/fd"), sockets))
                .findFirst();
    }

    private static Stream<String> listening(Path table, int port) throws IOException {
        if (!Files.exists(table)) {
            return Stream.empty();
        }
        String suffix = ":%04X".formatted(port);
        return Files.readAllLines(table).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTEN))
                .map(columns -> "socket:[" + columns[9] + "]");
    }

    private static boolean holdsAny(Path descriptors, Set<String> sockets) {
        try (Stream<Path> links = Files.list(descriptors)) {
            return links.anyMatch(link -> sockets.contains(target(link)));
        } catch (IOException | UncheckedIOException notOurs) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static Optional<Long> fromLsof(int port) throws IOException {
        List<String> command = List.of("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN");
        try (var lines = new ProcessBuilder(command).start().inputReader()) {
            return lines.lines().findFirst().map(Long::valueOf);
        }
    }
}
