package dev.millrace.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the words of a text column become features. */
public enum TextEncoding {
    /** How often each of the most frequent words occurs, weighted by how few rows have it. */
    @JsonProperty("tfidf")
    TFIDF
}
