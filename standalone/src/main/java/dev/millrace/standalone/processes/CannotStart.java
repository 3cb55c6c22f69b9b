package dev.millrace.standalone.processes;

/** A start that cannot go on. The message is for the user: what is wrong, and what to do about it. */
public final class CannotStart extends RuntimeException {
    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
