package dev.millrace.llm.spending;

/** The tokens of a call. {@code in} has those in it that the provider knew from before, {@code cachedIn}. */
record Usage(long in, long cachedIn, long out) {
    static final Usage NONE = new Usage(0, 0, 0);

    Usage {
        if (in < 0 || cachedIn < 0 || out < 0 || cachedIn > in) {
            throw new IllegalArgumentException(
                    "no usage: " + in + " in, " + cachedIn + " of them cached, " + out + " out");
        }
    }
}
