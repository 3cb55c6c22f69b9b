package dev.millrace.bench;

import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.Priority;
import dev.millrace.models.FittingRows;
import dev.millrace.models.Instances;
import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.EvaluationReport;
import dev.millrace.training.ModelEvaluation;
import dev.millrace.training.ModelFitting;
import dev.millrace.training.Preparation;
import dev.millrace.training.Prepared;
import dev.millrace.training.Task;
import dev.millrace.training.TextEncoding;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fits and predicts CSV files with Millrace's engine alone, without a server: reads one {@link Run} as JSON a line from
 * standard input, and answers each with a line of JSON.
 */
public final class FitPredict {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FitPredict() {}

    /**
     * The CSV's column {@code split} says train or test (a clustering has neither that nor a target); the fastest of
     * {@code repeats} predictions counts, and what is predicted for the test rows is written to {@code out}. {@code text}
     * names the columns that are read as texts. With {@code single} rows are timed one by one as well.
     */
    record Run(
            String csv,
            String target,
            String task,
            String algorithm,
            Map<String, Object> hyperparameters,
            long seed,
            int threads,
            int repeats,
            boolean single,
            @Nullable String out,
            @Nullable Map<String, TextEncoding> text) {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // where libraries log
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            answers.println(JSON.writeValueAsString(run(JSON.readValue(line, Run.class))));
            answers.flush();
        }
    }

    private static Map<String, Object> run(Run run) throws IOException {
        Table table = CsvTable.read(Path.of(run.csv()));
        TrainingSpec spec = spec(run);
        long began = System.nanoTime();
        Prepared prepared = Preparation.prepare(spec, TrainingPart.TRAIN, table, null);
        PreparedMatrix test = Objects.requireNonNull(prepared.test());
        long start = System.nanoTime();
        TrainedModel model =
                ModelFitting.fit(spec, prepared.inputs(), prepared.train(), null, new Unwatched(run.threads()));
        long fitted = System.nanoTime();
        Predictions predictions = model.predict(test.features());
        long fastest = System.nanoTime() - fitted;
        for (int repeat = 1; repeat < run.repeats(); repeat++) {
            long again = System.nanoTime();
            predictions = model.predict(test.features());
            fastest = Math.min(fastest, System.nanoTime() - again);
        }
        EvaluationReport report = ModelEvaluation.evaluate(model, test, spec.validationConfig());
        FittingRows rows = Instances.lenient(model.inputs().schema(), table);
        if (rows.rows().length != table.rows()) {
            throw new IllegalStateException("rows of the training data do not fit the model");
        }
        if (run.out() != null) {
            write(predictions, test, Path.of(run.out()));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("metrics", report.metrics());
        answer.put("prepare_seconds", (start - began) / 1e9);
        answer.put("fit_seconds", (fitted - start) / 1e9);
        answer.put("predict_seconds", fastest / 1e9);
        if (run.single()) {
            answer.putAll(SingleRows.time(model, table));
        }
        answer.put("model_bytes", model.bytes());
        answer.put("notes", prepared.notes());
        return answer;
    }

    private static TrainingSpec spec(Run run) {
        Task task = Task.valueOf(run.task().toUpperCase(java.util.Locale.ROOT));
        DatasetId id = new DatasetId(new UUID(0, 0));
        Map<String, TextEncoding> text = run.text() == null ? Map.of() : run.text();
        TrainingData data = task == Task.CLUSTERING
                ? new TrainingData(id, null, null, null, null, null, null, null, text)
                : new TrainingData(id, run.target(), null, "split", null, null, null, null, text);
        return new TrainingSpec(
                "bench",
                run.algorithm(),
                task,
                data,
                run.hyperparameters(),
                new ValidationConfig(ValidationConfig.Strategy.HOLDOUT, 0.2, 1, run.seed(), null, false),
                null,
                Priority.NORMAL,
                Map.of());
    }

    private static void write(Predictions predictions, PreparedMatrix test, Path out) throws IOException {
        StringBuilder csv = new StringBuilder();
        for (int row = 0; row < predictions.rows(); row++) {
            csv.append(test.target()[row]);
            switch (predictions) {
                case Predictions.Labels labels -> {
                    csv.append(',').append(labels.labels()[row]);
                    for (int c = 0; c < labels.classes().size(); c++) {
                        csv.append(',').append(labels.probability(row, c));
                    }
                }
                case Predictions.Values values -> csv.append(',').append(values.values()[row]);
                case Predictions.Clusters clusters -> csv.append(',').append(clusters.clusters()[row]);
                case Predictions.Anomalies anomalies ->
                    csv.append(',').append(anomalies.scores()[row]);
                case Predictions.Forecasts forecasts ->
                    csv.append(',').append(forecasts.values()[row]);
            }
            csv.append('\n');
        }
        Files.writeString(out, csv);
    }
}
