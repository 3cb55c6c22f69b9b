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
    @JsonSubTypes.Type(value = TargetEncoding.class, name = "target")
})
public sealed interface Encoding permits NumericEncoding, TimestampEncoding, OneHotEncoding, TargetEncoding {
    String column();

    /** The names of the features this makes, in order. */
    List<String> features();

    /** Writes the features of the rows; output row {@code i} comes from row {@code rows[i]} of the column. */
    void encode(Column column, int[] rows, Cells out);

    /** About how much memory this takes, in bytes. */
    long bytes();

    /** Takes the features of one encoding; {@code feature} counts from the encoding's first. */
    interface Cells {
        void set(int row, int feature, double value);
    }

    static String missing(String column) {
        return column + "_missing";
    }
}
