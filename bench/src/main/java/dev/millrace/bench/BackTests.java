package dev.millrace.bench;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.Priority;
import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.ModelFitting;
import dev.millrace.training.Preparation;
import dev.millrace.training.Prepared;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.TrainingPart;
import dev.millrace.training.TrainingSpec;
import dev.millrace.training.ValidationConfig;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Back-tests forecasts with Millrace's engine alone, without a server: reads one {@link Run} as JSON a line from standard
 * input, and answers each with a line of JSON.
 */
public final class BackTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BackTests() {}

    /** The CSV has the columns {@code time} (with {@code timestamps} in seconds) and {@code value}; each fold is fitted {@code repeats} times. */
    record Run(
            String csv,
            boolean timestamps,
            int horizon,
            int folds,
            String algorithm,
            Map<String, Object> hyperparameters,
            int threads,
            int repeats) {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // where libraries log
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            answers.println(JSON.writeValueAsString(run(JSON.readValue(line, Run.class))));
            answers.flush();
        }
    }

    private static List<Map<String, Object>> run(Run run) throws IOException {
        Table table = table(run);
        TrainingSpec spec = spec(run);
        List<Map<String, Object>> folds = new ArrayList<>();
        for (int fold = 1; fold <= run.folds(); fold++) {
            folds.add(fold(spec, Preparation.prepare(spec, TrainingPart.fold(fold), table, null), run));
        }
        return folds;
    }

    private static Map<String, Object> fold(TrainingSpec spec, Prepared prepared, Run run) {
        PreparedMatrix test = Objects.requireNonNull(prepared.test());
        long fastest = Long.MAX_VALUE;
        Predictions.Forecasts forecasts = null;
        for (int repeat = 0; repeat < run.repeats(); repeat++) {
            long start = System.nanoTime();
            TrainedModel model =
                    ModelFitting.fit(spec, prepared.inputs(), prepared.train(), null, new Unwatched(run.threads()));
            fastest = Math.min(fastest, System.nanoTime() - start);
            forecasts = (Predictions.Forecasts) model.predict(test.features());
        }
        Predictions.Forecasts last = Objects.requireNonNull(forecasts);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("train_rows", prepared.train().rows());
        answer.put("truth", test.target());
        answer.put("values", last.values());
        answer.put("lower", last.lower());
        answer.put("upper", last.upper());
        answer.put("fit_seconds", fastest / 1e9);
        return answer;
    }

    private static Table table(Run run) throws IOException {
        Table read = CsvTable.read(Path.of(run.csv()));
        if (!run.timestamps()) {
            return read;
        }
        Column.Numeric time = (Column.Numeric) read.column("time").orElseThrow();
        return new Table(
                read.rows(),
                List.of(
                        new Column.Numeric("time", ColumnType.TIMESTAMP, time.values()),
                        read.column("value").orElseThrow()));
    }

    private static TrainingSpec spec(Run run) {
        return new TrainingSpec(
                "bench",
                run.algorithm(),
                Task.FORECASTING,
                new TrainingData(
                        new DatasetId(new UUID(0, 0)),
                        "value",
                        null,
                        null,
                        null,
                        null,
                        "time",
                        run.horizon(),
                        Map.of()),
                run.hyperparameters(),
                new ValidationConfig(ValidationConfig.Strategy.TIME_ORDERED, 0.2, run.folds(), 42L, null, true),
                null,
                Priority.NORMAL,
                Map.of());
    }
}
