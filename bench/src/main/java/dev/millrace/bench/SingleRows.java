package dev.millrace.bench;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Table;
import dev.millrace.models.InputField;
import dev.millrace.models.Instances;
import dev.millrace.models.TrainedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long single instances take, from what came as JSON to the answer, without HTTP. */
final class SingleRows {
    private static final int WARM_UP = 5_000;
    private static final int TIMED = 2_000;

    private SingleRows() {}

    /** Microseconds. */
    static Map<String, Double> time(TrainedModel model, Table table) {
        List<Map<String, @Nullable Object>> instances = instances(model, table);
        for (int i = 0; i < WARM_UP; i++) {
            predict(model, instances.get(i % instances.size()));
        }
        double[] micros = new double[TIMED];
        for (int i = 0; i < TIMED; i++) {
            Map<String, @Nullable Object> instance = instances.get(i % instances.size());
            long began = System.nanoTime();
            predict(model, instance);
            micros[i] = (System.nanoTime() - began) / 1e3;
        }
        Arrays.sort(micros);
        return Map.of("single_p50", micros[TIMED / 2], "single_p95", micros[TIMED * 95 / 100]);
    }

    private static void predict(TrainedModel model, Map<String, @Nullable Object> instance) {
        if (model.predict(Instances.strict(model.inputs().schema(), List.of(instance)))
                        .rows()
                != 1) {
            throw new IllegalStateException("one row has one answer");
        }
    }

    private static List<Map<String, @Nullable Object>> instances(TrainedModel model, Table table) {
        List<Map<String, @Nullable Object>> instances = new ArrayList<>();
        for (int row = 0; row < Math.min(table.rows(), TIMED); row++) {
            Map<String, @Nullable Object> instance = new LinkedHashMap<>();
            for (InputField field : model.inputs().schema().usedFields()) {
                Column column = table.column(field.name()).orElseThrow();
                instance.put(field.name(), ((Column.Numeric) column).values()[row]);
            }
            instances.add(instance);
        }
        return instances;
    }
}
