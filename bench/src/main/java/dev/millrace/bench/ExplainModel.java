package dev.millrace.bench;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.Encoding;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.Predictions;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.models.explanation.Explanations;
import dev.millrace.models.upload.XgboostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Explains the rows of a CSV file without a header by an XGBoost model file: arguments are model, rows, classes (0 for a
 * regression), where to write the base value and contributions of each row, and how often. Prints the fastest seconds.
 */
public final class ExplainModel {
    private ExplainModel() {}

    public static void main(String[] arguments) throws IOException {
        XgboostFile file = XgboostFile.read(Files.readAllBytes(Path.of(arguments[0])));
        List<double[]> rows = Files.readAllLines(Path.of(arguments[1])).stream()
                .map(ExplainModel::numbers)
                .toList();
        TrainedModel model = model(file, Integer.parseInt(arguments[2]));
        Table table = table(rows, file.features());
        Predictions predictions = model.predict(table);
        double fastest = Double.MAX_VALUE;
        List<Explanation> explanations = List.of();
        for (int repeat = 0; repeat < Integer.parseInt(arguments[4]); repeat++) {
            long began = System.nanoTime();
            explanations = Explanations.of(model).explain(table, predictions);
            fastest = Math.min(fastest, (System.nanoTime() - began) / 1e9);
        }
        StringBuilder csv = new StringBuilder();
        for (Explanation explanation : explanations) {
            csv.append(explanation.baseValue());
            explanation.contributions().forEach(c -> csv.append(',').append(c.contribution()));
            csv.append('\n');
        }
        Files.writeString(Path.of(arguments[3]), csv);
        System.out.println(fastest);
    }

    private static TrainedModel model(XgboostFile file, int classes) {
        List<String> names =
                IntStream.range(0, file.features()).mapToObj(f -> "f" + f).toList();
        InputSchema schema = new InputSchema(names.stream()
                .map(name -> InputField.of(name, ColumnType.NUMBER))
                .toList());
        Preprocessing preprocessing = Preprocessing.unscaled(names.stream()
                .map(name -> (Encoding) new NumericEncoding(name, Double.NaN, false))
                .toList());
        List<String> labels =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        return new TrainedModel(
                "xgboost", new ModelInputs(schema, preprocessing, "", labels), file.model(), Map.of(), Map.of());
    }

    private static Table table(List<double[]> rows, int features) {
        return new Table(
                rows.size(),
                IntStream.range(0, features)
                        .mapToObj(f -> (Column) new Column.Numeric(
                                "f" + f,
                                ColumnType.NUMBER,
                                rows.stream().mapToDouble(row -> row[f]).toArray()))
                        .toList());
    }

    private static double[] numbers(String line) {
        String[] values = line.split(",", -1);
        double[] numbers = new double[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i].equals("nan") ? Double.NaN : Double.parseDouble(values[i]);
        }
        return numbers;
    }
}
