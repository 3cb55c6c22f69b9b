package dev.millrace.security.sql;

/** What DuckDB said against a statement. */
final class SandboxFailure extends Exception {
    SandboxFailure(String message) {
        super(message);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
