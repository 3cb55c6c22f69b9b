package dev.millrace.standalone.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server to run as a child: its name for people, its command and what is added to its environment, the data path that its
 * command line names, where its output goes, the file that remembers it, and how it is stopped.
 */
public record ChildSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path data,
        Path log,
        PidFile pidFile,
        StopSignal stopSignal) {
    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
