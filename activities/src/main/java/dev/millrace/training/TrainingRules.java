package dev.millrace.training;

import dev.millrace.datasets.ColumnType;
import dev.millrace.models.text.MiniLm;
import dev.millrace.problems.Problem;
import dev.millrace.training.algorithm.Algorithms;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be said about a training before any row is read. */
public final class TrainingRules {
    private TrainingRules() {}

    /** @throws Problem when the algorithm, the task and the hyperparameters do not fit together, or cannot be had here */
    public static void check(TrainingSpec spec) {
        Algorithms.builtIn()
                .require(spec.algorithm(), spec.task())
                .hyperparameters()
                .resolve(spec.hyperparameters());
        spec.trainingData().text().forEach((column, encoding) -> {
            if (encoding == TextEncoding.MINILM) {
                MiniLm.problem().ifPresent(why -> {
                    throw Problem.invalid(textPointer(column), why);
                });
            }
        });
    }

    /**
     * The columns that the training reads: features, target, and those by which rows are set apart.
     *
     * @param columns of the data set, in order
     * @throws Problem when one that the spec names is not there, or the target's type does not fit the task
     */
    public static List<String> columns(TrainingSpec spec, Map<String, ColumnType> columns) {
        TrainingData data = spec.trainingData();
        requireColumn("/training_data/target", data.target(), columns);
        requireColumn("/training_data/split_column", data.splitColumn(), columns);
        requireColumn("/training_data/group_column", data.groupColumn(), columns);
        requireColumn("/training_data/time_column", data.timeColumn(), columns);
        List<String> features = features(data, columns);
        ColumnType target = data.target() == null ? null : columns.get(data.target());
        boolean number = spec.task() == Task.REGRESSION || spec.task() == Task.FORECASTING;
        if (number && target != ColumnType.INTEGER && target != ColumnType.NUMBER) {
            throw Problem.invalid(
                    "/training_data/target",
                    "a " + spec.task().wire() + " predicts a number, but " + data.target() + " holds values of type "
                            + String.valueOf(target).toLowerCase(java.util.Locale.ROOT)
                            + "; choose a column of type integer or number, or the task classification");
        }
        data.text().keySet().forEach(name -> requireText(name, features, columns));
        Set<String> all = new LinkedHashSet<>(features);
        all.addAll(data.otherwiseUsed());
        return List.copyOf(all);
    }

    /** The features: those given, or every column that has no other part to play. */
    static List<String> features(TrainingData data, Map<String, ColumnType> columns) {
        List<String> given = data.features();
        if (given != null) {
            for (int i = 0; i < given.size(); i++) {
                requireColumn("/training_data/features/" + i, given.get(i), columns);
            }
            return List.copyOf(new LinkedHashSet<>(given));
        }
        if (data.horizon() != null) {
            return List.of();
        }
        List<String> features = columns.keySet().stream()
                .filter(name -> !data.otherwiseUsed().contains(name))
                .toList();
        if (features.isEmpty()) {
            throw Problem.invalid("/training_data/features", "the data set has no column that could be a feature");
        }
        return features;
    }

    static Map<String, ColumnType> types(dev.millrace.datasets.Table table) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        table.columns().forEach(column -> types.put(column.name(), column.type()));
        return types;
    }

    private static void requireText(String name, List<String> features, Map<String, ColumnType> columns) {
        String pointer = textPointer(name);
        requireColumn(pointer, name, columns);
        if (!features.contains(name)) {
            throw Problem.invalid(
                    pointer, name + " is not a feature here; text names columns that the model predicts from");
        }
        if (columns.get(name) != ColumnType.STRING) {
            throw Problem.invalid(
                    pointer,
                    "a text column is of type string, but " + name + " holds values of type "
                            + String.valueOf(columns.get(name)).toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static String textPointer(String column) {
        return "/training_data/text/" + column.replace("~", "~0").replace("/", "~1");
    }

    private static void requireColumn(String pointer, @Nullable String name, Map<String, ColumnType> columns) {
        if (name != null && !columns.containsKey(name)) {
            String some = columns.keySet().stream().limit(20).collect(Collectors.joining(", "));
            throw Problem.invalid(
                    pointer,
                    "the data set has no column " + name + "; it has " + some + (columns.size() > 20 ? ", …" : ""));
        }
    }
}
