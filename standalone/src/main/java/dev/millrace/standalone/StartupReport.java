package dev.millrace.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the person at the terminal how the start goes. A start script that runs it in the background follows the file, whose
 * last line is {@code READY} or {@code FAILED}.
 */
final class StartupReport {
    private final PrintStream out;
    private final Optional<Path> file;

    private StartupReport(PrintStream out, Optional<Path> file) {
        this.out = out;
        this.file = file;
    }

    /** @param environment may name a file with {@code MILLRACE_PROGRESS} */
    static StartupReport following(Map<String, String> environment) {
        return new StartupReport(
                System.out,
                Optional.ofNullable(environment.get("MILLRACE_PROGRESS")).map(Path::of));
    }

    synchronized void say(String line) {
        write("%6.1f s  %s".formatted(sinceStart().toMillis() / 1000.0, line));
    }

    void ready(Installation installation) {
        say("Ready");
        write("");
        write("  Millrace      " + installation.address());
        write("  API           " + installation.address() + "/docs");
        if (installation.temporalUi() != null) {
            write("  Temporal UI   " + installation.temporalUi());
        }
        write("  Data          " + installation.home());
        end("READY");
    }

    void failed(String reason) {
        write("");
        write("Millrace did not start. " + reason);
        end("FAILED");
    }

    private void write(String line) {
        out.println(line);
        append(List.of(line));
    }

    private void end(String mark) {
        out.flush();
        append(List.of(mark));
    }

    private void append(List<String> lines) {
        file.ifPresent(path -> {
            try {
                Files.write(path, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Duration sinceStart() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
