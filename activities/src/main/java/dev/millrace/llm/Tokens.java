package dev.millrace.llm;

/** Follows an answer's text as it comes. Called on the thread of the call; what it throws ends the call. */
public interface Tokens {
    /** The next piece of the text. */
    void add(String text);

    /** All text so far belongs to an answer that broke off or did not fit; the text begins anew. */
    void restart();
}
