package dev.millrace.models;

import dev.millrace.datasets.Column;
import java.util.ArrayList;
import java.util.List;

/** Parts of a timestamp; {@code fill} (seconds; NaN: left missing) stands in for missing ones, {@code indicator} says so. */
public record TimestampEncoding(String column, double fill, List<TimePart> parts, boolean indicator)
        implements Encoding {
    public TimestampEncoding {
        parts = List.copyOf(parts);
    }

    @Override
    public List<String> features() {
        List<String> names = new ArrayList<>();
        parts.forEach(part -> names.add(part.feature(column)));
        if (indicator) {
            names.add(Encoding.missing(column));
        }
        return names;
    }

    @Override
    public void encode(Column data, int[] rows, Cells out) {
        double[] values = ((Column.Numeric) data).values();
        for (int i = 0; i < rows.length; i++) {
            double value = values[rows[i]];
            boolean missing = Double.isNaN(value);
            for (int part = 0; part < parts.size(); part++) {
                out.set(i, part, parts.get(part).of(missing ? fill : value));
            }
            if (indicator) {
                out.set(i, parts.size(), missing ? 1 : 0);
            }
        }
    }

    @Override
    public long bytes() {
        return 128 + 2L * column.length();
    }
}
