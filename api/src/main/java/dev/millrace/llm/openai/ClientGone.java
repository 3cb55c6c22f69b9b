package dev.millrace.llm.openai;

/** Nobody waits for this answer any more. */
final class ClientGone extends RuntimeException {
    ClientGone(Throwable cause) {
        super("the client has gone", cause);
    }

    ClientGone() {
        super("the client has gone");
    }
}
