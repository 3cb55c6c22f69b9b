package dev.millrace.datasets;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a column's values are spread: bins of equal width, or the most frequent values and the rows that hold others. */
@Schema(name = "Histogram")
record HistogramView(
        String column, ColumnType type, long missing, List<BinView> bins, List<FrequencyView> values, long other) {
    static HistogramView of(Histogram histogram) {
        return new HistogramView(
                histogram.column(),
                histogram.type(),
                histogram.missing(),
                histogram.bins().stream()
                        .map(bin -> BinView.of(histogram.type(), bin))
                        .toList(),
                histogram.values().stream()
                        .map(value -> new FrequencyView(value.value(), value.count()))
                        .toList(),
                histogram.other());
    }

    /** The rows from {@code from} to before {@code to}; the last bin of numbers and timestamps includes its end. */
    @Schema(name = "HistogramBin")
    record BinView(@Nullable Object from, @Nullable Object to, long count) {
        static BinView of(ColumnType type, Histogram.Bin bin) {
            return new BinView(ColumnView.value(type, bin.from()), ColumnView.value(type, bin.to()), bin.count());
        }
    }

    @Schema(name = "HistogramValue")
    record FrequencyView(Object value, long count) {}
}
