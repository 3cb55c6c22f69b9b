package dev.millrace.monitoring;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.RowRange;
import dev.millrace.datasets.Table;
import dev.millrace.datasets.TableCursor;
import dev.millrace.datasets.TableReader;
import dev.millrace.tenancy.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Rows of a data set chosen by chance, the same ones each time, without holding the others in memory. */
@Component
final class DatasetSample {
    private static final int LOT = 20_000;
    private static final long SEED = 42;

    private final TableReader reader;

    DatasetSample(TableReader reader) {
        this.reader = reader;
    }

    /** Lots of rows that together are at most {@code most}, in the order of the data set. */
    List<Table> read(TenantId tenant, Dataset dataset, List<String> columns, int most) {
        Chance chance = new Chance(dataset.rows(), most);
        try (TableCursor cursor = reader.open(tenant, dataset, columns, new RowRange(0, dataset.rows()))) {
            return IntStream.range(0, Math.toIntExact((dataset.rows() + LOT - 1) / LOT))
                    .mapToObj(lot -> chosen(cursor.next(LOT), chance))
                    .filter(lot -> lot.rows() > 0)
                    .toList();
        }
    }

    private static Table chosen(Table lot, Chance chance) {
        int[] rows =
                IntStream.range(0, lot.rows()).filter(row -> chance.takes()).toArray();
        List<Column> columns =
                lot.columns().stream().map(column -> column.select(rows)).toList();
        return new Table(
                rows.length, columns.stream().map(DatasetSample::compact).toList());
    }

    /** Without the dictionary's values that no chosen row has. */
    private static Column compact(Column column) {
        if (!(column instanceof Column.Text text)) {
            return column;
        }
        int[] used = Arrays.stream(text.codes())
                .filter(code -> code >= 0)
                .distinct()
                .sorted()
                .toArray();
        String[] dictionary =
                Arrays.stream(used).mapToObj(code -> text.dictionary()[code]).toArray(String[]::new);
        int[] codes = Arrays.stream(text.codes())
                .map(code -> code < 0 ? code : Arrays.binarySearch(used, code))
                .toArray();
        return new Column.Text(text.name(), dictionary, codes);
    }

    /** Selection sampling (Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S). */
    private static final class Chance {
        private final SplittableRandom random = new SplittableRandom(SEED);
        private long rows;
        private long wanted;

        Chance(long rows, long wanted) {
            this.rows = rows;
            this.wanted = wanted;
        }

        boolean takes() {
            boolean taken = random.nextDouble() * rows < wanted;
            rows--;
            wanted -= taken ? 1 : 0;
            return taken;
        }
    }
}
