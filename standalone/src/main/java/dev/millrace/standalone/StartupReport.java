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
import java.util.Optional;

/**
 * Tells the person at the terminal how the start goes. The start script runs in the background and follows the file: a line
 * of progress begins with {@code .}, the end is a line {@code READY} or {@code FAILED}, with what is to be shown before it.
 */
final class StartupReport {
    private final PrintStream out;
    private final Optional<Path> file;

    private StartupReport(PrintStream out, Optional<Path> file) {
        this.out = out;
        this.file = file;
    }

    static StartupReport toStandardOutput() {
        return new StartupReport(System.out, Optional.empty());
    }

    StartupReport alsoTo(Path progress) {
        return new StartupReport(out, Optional.of(progress));
    }

    synchronized void say(String line) {
        write("%6.1f s  %s".formatted(sinceStart().toMillis() / 1000.0, line));
    }

    void ready(Settings settings) {
        String site = "http://localhost:" + settings.port();
        say("Ready");
        write("");
        write("  Millrace      " + site);
        write("  API           " + site + "/docs");
        if (settings.temporalAddress().isEmpty()) {
            write("  Temporal UI   http://localhost:" + settings.temporalUiPort());
        }
        write("  Data          " + settings.home());
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
