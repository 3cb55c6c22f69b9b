package dev.millrace.events;

import java.util.UUID;

/** Tells readers, on this and every other node, that a job has new events. May be late, may be lost: readers also look by themselves. */
@FunctionalInterface
public interface Wake {
    void readersOf(UUID job);
}
