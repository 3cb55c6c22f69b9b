package dev.millrace.audit;

/** The last entry of a chain: its number, 0 for a chain without entries, and its hash. */
record ChainHead(long seq, byte[] hash) {
    static final ChainHead NONE = new ChainHead(0, ChainKey.BEGINNING);
}
