package dev.millrace.llm.fakes;

/** What providers of language models do instead of answering. */
public enum Fault {
    /** 429, and when to come back: in {@link FakeProvider#RETRY_AFTER}. */
    RATE_LIMITED,
    RATE_LIMITED_WITHOUT_HINT,
    SERVER_ERROR,
    OVERLOADED,
    HANG,
    /** All of the answer, but over a minute. */
    SLOW_DRIP,
    /** The first half of what was meant, ended as if it were all. */
    TRUNCATED,
    /** All of it but its end mark; of an answer in one piece, all but the last character. */
    WITHOUT_END,
    CONNECTION_LOST,
    /** What is no JSON; in a stream, one event of it in the middle. */
    GARBAGE,
    EMPTY,
    /** An error after the first words of a stream; of an answer in one piece a 500. */
    ERROR_IN_STREAM,
    REFUSAL,
    CONTEXT_TOO_LONG,
    WRONG_KEY,
    NO_SUCH_MODEL,
    BAD_REQUEST
}
