package dev.millrace.harness;

/** The end that a process cannot see coming. */
public final class Kill9 {
    private Kill9() {}

    /** Kills the process and waits until it is gone. */
    public static void process(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }
}
