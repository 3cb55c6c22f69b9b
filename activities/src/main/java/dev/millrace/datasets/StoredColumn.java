package dev.millrace.datasets;

import dev.millrace.problems.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A column of a dataset and where it is in its Parquet file. */
record StoredColumn(String name, ColumnType type, String stored) {
    private static final int NAMES_SHOWN = 20;

    static List<StoredColumn> of(Dataset dataset, List<String> names) {
        return names.stream().map(name -> of(dataset, name)).toList();
    }

    static StoredColumn of(Dataset dataset, String name) {
        int position = position(dataset, name);
        return new StoredColumn(name, dataset.columns().get(position).type(), Sql.column(position));
    }

    /** @throws Problem when the dataset has no such column */
    static int position(Dataset dataset, String name) {
        int position = dataset.columnNames().indexOf(name);
        if (position < 0) {
            throw Problem.invalid(
                    "column", "dataset " + dataset.name() + " has no column " + name + "; it has " + names(dataset));
        }
        return position;
    }

    private static String names(Dataset dataset) {
        String first = dataset.columnNames().stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return dataset.columns().size() > NAMES_SHOWN ? first + ", …" : first;
    }
}
