package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.datasets.Column;
import java.util.List;

/** How one column of the data becomes features, as fitted on the training rows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NumericEncoding.class, name = "numeric"),
    @JsonSubTypes.Type(value = TimestampEncoding.class, name = "timestamp"),
    @JsonSubTypes.Type(value = OneHotEncoding.class, name = "one_hot"),
    @JsonSubTypes.Type(value = TargetEncoding.class, name = "target"),
    @JsonSubTypes.Type(value = TfidfEncoding.class, name = "tfidf"),
    @JsonSubTypes.Type(value = EmbeddingEncoding.class, name = "embedding"),
    @JsonSubTypes.Type(value = TimeGridEncoding.class, name = "time_grid")
})
public sealed interface Encoding
        permits NumericEncoding,
                TimestampEncoding,
                OneHotEncoding,
                TargetEncoding,
                TfidfEncoding,
                EmbeddingEncoding,
                TimeGridEncoding {
    String column();

    /** The names of the features this makes, in order. */
    List<String> features();

    /** How many features this makes. */
    default int width() {
        return features().size();
    }

    /** Writes the features of the rows, but for those that are 0; output row {@code i} comes from row {@code rows[i]} of the column. */
    void encode(Column column, int[] rows, Cells out);

    /** About how much memory this takes, in bytes. */
    long bytes();

    /** Takes the features of one encoding; {@code feature} counts from the encoding's first. */
    interface Cells {
        void set(int row, int feature, double value);

        /** Called now and then by what takes long; may throw to end it. */
        default void pause() {}
    }

    static String missing(String column) {
        return column + "_missing";
    }
}
