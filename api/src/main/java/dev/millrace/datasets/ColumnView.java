package dev.millrace.datasets;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A column over all rows. */
@Schema(name = "Column")
record ColumnView(
        String name,
        ColumnType type,
        @Schema(description = "Rows without a value") long missing,

        @Schema(description = "How many different values there are")
        long distinct,

        @Schema(
                description = "The smallest value; a time for timestamps; null for booleans and strings",
                types = {"number", "string", "null"})
        @Nullable
        Object min,

        @Schema(
                description = "The largest value; a time for timestamps; null for booleans and strings",
                types = {"number", "string", "null"})
        @Nullable
        Object max,

        @Schema(
                description = "The mean of numbers, the share of booleans that is true, else null",
                types = {"number", "null"})
        @Nullable
        Double mean) {
    static ColumnView of(ColumnSummary column) {
        return new ColumnView(
                column.name(),
                column.type(),
                column.missing(),
                column.distinct(),
                value(column.type(), column.min()),
                value(column.type(), column.max()),
                column.mean());
    }

    static @Nullable Object value(ColumnType type, @Nullable Number number) {
        return number != null && type == ColumnType.TIMESTAMP ? Times.of(number.doubleValue()) : number;
    }
}
