package dev.millrace.security.sql;

/** The sandbox's process is no more: the statement took more memory than it has, or crashed it. */
final class SandboxGone extends RuntimeException {
    SandboxGone(Throwable cause) {
        super("the process that runs a query has ended", cause);
    }
}
