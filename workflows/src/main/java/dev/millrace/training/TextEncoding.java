package dev.millrace.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a text column becomes features. */
public enum TextEncoding {
    /** How often each of the most frequent words occurs, weighted by how few rows have it. */
    @JsonProperty("tfidf")
    TFIDF,
    /** An embedding of its meaning, by all-MiniLM-L6-v2. */
    @JsonProperty("minilm")
    MINILM
}
