package dev.millrace.standalone.processes;

/** Tells the user what a start is doing, one line at a time, so that no minute is silent. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
