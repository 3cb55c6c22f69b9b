package dev.millrace.llm.cache;

/** Makes vectors of length 1 of texts, so that texts of like meaning have a large product. */
@FunctionalInterface
interface Embedder {
    float[] embed(String text);
}
