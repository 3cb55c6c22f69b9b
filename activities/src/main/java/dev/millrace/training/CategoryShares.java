package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.models.TargetEncoding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How common each category of a text column is: what stands for it where there is no target to encode it by. */
final class CategoryShares {
    private CategoryShares() {}

    /** Of all the rows; a category that they lack has the share 0. */
    static TargetEncoding encoding(Column.Text column, int[] rows) {
        int[] count = new int[column.dictionary().length + 1];
        for (int row : rows) {
            count[column.codes()[row] + 1]++;
        }
        Map<String, double[]> categories = new HashMap<>();
        for (int code = 0; code < column.dictionary().length; code++) {
            if (count[code + 1] > 0) {
                categories.put(column.dictionary()[code], share(count[code + 1], rows));
            }
        }
        return new TargetEncoding(
                column.name(), List.of(column.name() + "_share"), categories, share(count[0], rows), share(0, rows));
    }

    private static double[] share(int count, int[] rows) {
        return new double[] {(double) count / rows.length};
    }
}
