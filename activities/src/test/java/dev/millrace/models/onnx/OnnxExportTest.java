package dev.millrace.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.Centroids;
import dev.millrace.models.FlatForest;
import dev.millrace.models.FlatTrees;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.OneHotEncoding;
import dev.millrace.models.OutputKind;
import dev.millrace.models.Predictions;
import dev.millrace.models.Predictor;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TargetEncoding;
import dev.millrace.models.TimePart;
import dev.millrace.models.TimestampEncoding;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.XgboostModel;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime gives the answers that the model itself gives. */
final class OnnxExportTest {
    private static final int ROWS = 500;
    private static final int FEATURES = 14;

    static List<Predictor> predictors() {
        Random random = new Random(5);
        double[] one =
                DoubleStream.generate(random::nextGaussian).limit(FEATURES).toArray();
        double[] three =
                DoubleStream.generate(random::nextGaussian).limit(3 * FEATURES).toArray();
        double[] weights = DoubleStream.generate(random::nextDouble).limit(20).toArray();
        return List.of(
                new LinearModel(LinearModel.Link.IDENTITY, one, new double[] {0.5}),
                new LinearModel(LinearModel.Link.LOGISTIC, one, new double[] {0.5}),
                new LinearModel(LinearModel.Link.SOFTMAX, three, new double[] {0.1, 0.2, 0.3}),
                new FlatForest(trees(random, 1, false), weights),
                new FlatForest(trees(random, 3, false), weights),
                new XgboostModel(XgboostModel.Objective.SQUARED_ERROR, 1, 0.5f, trees(random, 1, true)),
                new XgboostModel(XgboostModel.Objective.BINARY_LOGISTIC, 1, 0.5f, trees(random, 1, true)),
                new XgboostModel(XgboostModel.Objective.MULTI_SOFTPROB, 4, 0.5f, trees(random, 1, true)));
    }

    @ParameterizedTest
    @MethodSource("predictors")
    void givesTheSameAnswers(Predictor predictor) throws OrtException {
        List<String> classes = predictor.outputs() > 1
                ? IntStream.range(0, predictor.outputs())
                        .mapToObj(c -> "class " + c)
                        .toList()
                : List.of();
        TrainedModel model = model(predictor, classes, predictor instanceof XgboostModel);
        Table rows = rows();

        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(OnnxExport.write(model, "m"));
                OrtSession.Result result = session.run(tensors(rows))) {
            switch (model.predict(rows)) {
                case Predictions.Labels labels -> {
                    String[] found =
                            (String[]) result.get("label").orElseThrow().getValue();
                    float[][] shares = (float[][])
                            result.get("probabilities").orElseThrow().getValue();
                    for (int row = 0; row < ROWS; row++) {
                        for (int c = 0; c < classes.size(); c++) {
                            assertThat((double) shares[row][c]).isCloseTo(labels.probability(row, c), within(1e-5));
                        }
                        assertThat(shares[row][classes.indexOf(found[row])])
                                .isGreaterThanOrEqualTo((float) labels.probability(row, labels.labels()[row]) - 1e-5f);
                    }
                }
                case Predictions.Clusters _, Predictions.Anomalies _, Predictions.Forecasts _ ->
                    throw new AssertionError("none of these is exported");
                case Predictions.Values values -> {
                    float[][] found =
                            (float[][]) result.get("value").orElseThrow().getValue();
                    for (int row = 0; row < ROWS; row++) {
                        double expected = values.values()[row];
                        assertThat((double) found[row][0])
                                .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
                    }
                }
            }
        }
    }

    @Test
    void saysWhatCannotBeExported() {
        Predictor other = new Predictor() {
            @Override
            public int outputs() {
                return 1;
            }

            @Override
            public double[] predict(Matrix matrix) {
                return new double[matrix.rows()];
            }

            @Override
            public long bytes() {
                return 1;
            }
        };

        assertThatThrownBy(() -> OnnxExport.write(model(other, List.of(), false), "m"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("cannot be exported to ONNX");
    }

    @Test
    void refusesClusters() {
        ModelInputs inputs = new ModelInputs(
                new InputSchema(List.of()), Preprocessing.unscaled(List.of()), null, List.of(), OutputKind.CLUSTER);
        TrainedModel clusters =
                new TrainedModel("k_means", inputs, new Centroids(1, new double[2]), Map.of(), Map.of());

        assertThatThrownBy(() -> OnnxExport.write(clusters, "m"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("k_means cannot be exported to ONNX");
    }

    private static TrainedModel model(Predictor predictor, List<String> classes, boolean missing) {
        InputSchema schema = new InputSchema(List.of(
                InputField.of("n", ColumnType.NUMBER),
                InputField.of("i", ColumnType.INTEGER),
                InputField.of("t", ColumnType.TIMESTAMP),
                InputField.of("few", ColumnType.STRING),
                InputField.of("many", ColumnType.STRING),
                new InputField("unused", ColumnType.STRING, List.of(), false)));
        double[] shift = new double[FEATURES];
        double[] scale = new double[FEATURES];
        Arrays.fill(scale, 1);
        shift[0] = 1.5;
        scale[0] = 2.5;
        shift[3] = 1.6e9;
        scale[3] = 1e8;
        shift[4] = 2000;
        shift[13] = 2;
        scale[13] = 3;
        double fill = missing ? Double.NaN : 0.25;
        Preprocessing preprocessing = new Preprocessing(
                List.of(
                        new NumericEncoding("n", fill, true),
                        new NumericEncoding("i", 7, false),
                        new TimestampEncoding("t", missing ? Double.NaN : 1.7e9, List.of(TimePart.values()), true),
                        new OneHotEncoding("few", List.of("a", "b"), true),
                        new TargetEncoding(
                                "many",
                                List.of("many_target"),
                                Map.of("x", new double[] {2}, "y", new double[] {5}),
                                new double[] {3},
                                new double[] {4})),
                shift,
                scale);
        return new TrainedModel(
                "some", new ModelInputs(schema, preprocessing, "target", classes), predictor, Map.of(), Map.of());
    }

    private static Table rows() {
        Random random = new Random(6);
        return new Table(
                ROWS,
                List.of(
                        numbers("n", ColumnType.NUMBER, () -> random.nextGaussian() * 3, random),
                        numbers("i", ColumnType.INTEGER, () -> random.nextInt(20), random),
                        numbers(
                                "t",
                                ColumnType.TIMESTAMP,
                                () -> random.nextLong(-3_000_000_000L, 4_000_000_000L),
                                random),
                        texts("few", new String[] {"a", "b", "unseen"}, random),
                        texts("many", new String[] {"x", "y", "unseen"}, random)));
    }

    private static Column numbers(
            String name, ColumnType type, java.util.function.DoubleSupplier values, Random random) {
        return new Column.Numeric(
                name,
                type,
                DoubleStream.generate(() -> random.nextInt(6) == 0 ? Double.NaN : values.getAsDouble())
                        .limit(ROWS)
                        .toArray());
    }

    private static Column texts(String name, String[] dictionary, Random random) {
        return new Column.Text(
                name,
                dictionary,
                IntStream.generate(() -> random.nextInt(-1, dictionary.length))
                        .limit(ROWS)
                        .toArray());
    }

    private static Map<String, OnnxTensor> tensors(Table rows) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        for (Column column : rows.columns()) {
            tensors.put(
                    column.name(),
                    switch (column) {
                        case Column.Numeric numeric -> {
                            double[][] values = new double[ROWS][];
                            Arrays.setAll(values, row -> new double[] {numeric.values()[row]});
                            yield OnnxTensor.createTensor(environment, values);
                        }
                        case Column.Text text -> {
                            String[][] values = new String[ROWS][];
                            Arrays.setAll(values, row -> new String[] {text.isMissing(row) ? "" : text.value(row)});
                            yield OnnxTensor.createTensor(environment, values);
                        }
                    });
        }
        return tensors;
    }

    private static FlatTrees trees(Random random, int width, boolean missing) {
        return FlatTrees.concat(IntStream.range(0, 20)
                .mapToObj(i -> tree(random, width, missing))
                .toList());
    }

    /** A full tree of four levels. */
    private static FlatTrees tree(Random random, int width, boolean missing) {
        int[] nodes = new int[31 * FlatTrees.NODE];
        float[] leaves = new float[16 * width];
        for (int node = 0; node < 31; node++) {
            if (node < 15) {
                nodes[node * FlatTrees.NODE] = random.nextInt(missing ? 2 * FEATURES : FEATURES);
                nodes[node * FlatTrees.NODE + 1] = FlatTrees.key((float) random.nextGaussian() * 5);
                nodes[node * FlatTrees.NODE + 2] = 2 * node + 1;
            } else {
                nodes[node * FlatTrees.NODE + 2] = ~(node - 15);
            }
        }
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = random.nextFloat();
        }
        return new FlatTrees(FEATURES, width, new int[] {0}, nodes, leaves);
    }
}
