package dev.millrace.standalone.demo;

/** The demo cannot go on; the message says why. */
final class DemoFailed extends RuntimeException {
    DemoFailed(String message) {
        super(message);
    }

    DemoFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
