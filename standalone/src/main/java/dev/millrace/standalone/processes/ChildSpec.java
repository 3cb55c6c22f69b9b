package dev.millrace.standalone.processes;

import java.nio.file.Path;
import java.util.List;

/**
 * A server to run as a child: its name for people, its command, the data path that its command line names, where its
 * output goes, the file that remembers it, and how it is stopped.
 */
public record ChildSpec(
        String name, List<String> command, Path data, Path log, PidFile pidFile, StopSignal stopSignal) {
    public ChildSpec {
        command = List.copyOf(command);
    }
}
