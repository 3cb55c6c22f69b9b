package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.problems.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class ModelFileTest {
    private static final Table ROWS = new Table(
            3,
            List.of(
                    new Column.Numeric("n", ColumnType.NUMBER, new double[] {1, Double.NaN, 3}),
                    new Column.Numeric("t", ColumnType.TIMESTAMP, new double[] {0, 1e9, Double.NaN}),
                    new Column.Text("few", new String[] {"a", "other"}, new int[] {0, 1, -1}),
                    new Column.Text("many", new String[] {"x", "new"}, new int[] {0, 1, -1})));

    static List<Predictor> predictors() {
        FlatTrees trees = new FlatTrees(
                6, 2, new int[] {0}, new int[] {0, FlatTrees.key(1.5f), 1, 0, 0, ~0, 0, 0, ~1}, new float[] {
                    .9f, .1f, .2f, .8f
                });
        FlatTrees boosted = new FlatTrees(
                6, 1, new int[] {0}, new int[] {6, FlatTrees.key(1.5f), 1, 0, 0, ~0, 0, 0, ~1}, new float[] {-1, 2});
        return List.of(
                new LinearModel(LinearModel.Link.LOGISTIC, new double[] {1, 2, 3, 4, 5, 6}, new double[] {-7}),
                new LinearModel(LinearModel.Link.SOFTMAX, new double[12], new double[] {0.25, 0.5}),
                new FlatForest(trees, new double[] {0.75}),
                new AdaboostModel(new FlatForest(trees, new double[] {0.75})),
                new XgboostModel(XgboostModel.Objective.BINARY_LOGISTIC, 1, 0.3f, boosted),
                new DiagonalGaussians(new double[] {-1, -0.5}, new double[12], ones(12)),
                new Gaussians(new double[] {-1, -0.5}, new double[12], ones(42)),
                new NeighbourVote(2, 1, true, new float[18], new int[] {0, 1, 1}, () -> {}),
                new KernelPairs(
                        new KernelRows(new KernelFunction(KernelFunction.Kind.POLY, 0.5, 1, 2), 6, new float[12]),
                        new int[] {1, 2},
                        new double[] {1, -1},
                        new double[] {0.5},
                        new double[] {1},
                        new double[] {0.25}),
                new NeuralNetwork(
                        LinearModel.Link.LOGISTIC,
                        NeuralNetwork.Activation.TANH,
                        new int[] {6, 2, 1},
                        new float[17],
                        0,
                        1));
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @ParameterizedTest
    @MethodSource("predictors")
    void readsBackTheSameModel(Predictor predictor) throws IOException {
        TrainedModel model = model(predictor);
        byte[] bytes = bytes(model);

        TrainedModel read = ModelFile.read(new ByteArrayInputStream(bytes), bytes.length);

        Predictions.Labels before = (Predictions.Labels) model.predict(ROWS);
        Predictions.Labels after = (Predictions.Labels) read.predict(ROWS);
        assertThat(after.probabilities()).isEqualTo(before.probabilities());
        assertThat(read.inputs().schema()).isEqualTo(model.inputs().schema());
        assertThat(read.importances()).isEqualTo(model.importances());
        assertThat(read.engines()).isEqualTo(model.engines());
        assertThat(read.bytes()).isEqualTo(model.bytes()).isPositive();
    }

    @Test
    void readsBackTheSameRegression() throws IOException {
        KernelRows rows = new KernelRows(KernelFunction.rbf(0.5), 6, new float[] {1, 2, 3, 4, 5, 6, 0, 0, 0, 1, 1, 1});
        ModelInputs inputs = inputs();
        TrainedModel model = new TrainedModel(
                "svr",
                new ModelInputs(inputs.schema(), inputs.preprocessing(), "y", List.of()),
                new KernelExpansion(rows, new double[] {2, -1}, 0.5),
                Map.of(),
                Map.of());
        byte[] bytes = bytes(model);

        TrainedModel read = ModelFile.read(new ByteArrayInputStream(bytes), bytes.length);

        double[] before = ((Predictions.Values) model.predict(ROWS)).values();
        assertThat(((Predictions.Values) read.predict(ROWS)).values()).isEqualTo(before);
    }

    static List<Predictor> clusterings() {
        float[] rows = inputs().transform(ROWS).values();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Float.isNaN(rows[i]) ? 0 : rows[i];
        }
        return List.of(
                new Centroids(6, new double[] {1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0.5}),
                new CorePoints(0.5, rows, new int[] {0, 1, 0}, () -> {}),
                new CorePoints(0.5, new float[6], new int[] {0}, () -> {}),
                new KnownRows(Arrays.copyOf(rows, 12), new int[] {1, 0}));
    }

    @ParameterizedTest
    @MethodSource("clusterings")
    void readsBackTheSameClusters(Predictor predictor) throws IOException {
        ModelInputs inputs = inputs();
        TrainedModel model = new TrainedModel(
                "some",
                new ModelInputs(inputs.schema(), inputs.preprocessing(), null, List.of(), OutputKind.CLUSTER),
                predictor,
                Map.of(),
                Map.of());
        byte[] bytes = bytes(model);

        TrainedModel read = ModelFile.read(new ByteArrayInputStream(bytes), bytes.length);

        int[] before = ((Predictions.Clusters) model.predict(ROWS)).clusters();
        assertThat(((Predictions.Clusters) read.predict(ROWS)).clusters()).isEqualTo(before);
        assertThat(read.predictor().refusal()).isEqualTo(predictor.refusal());
        assertThat(read.bytes()).isEqualTo(model.bytes()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("predictors")
    void refusesEveryBeginningOfAFile(Predictor predictor) throws IOException {
        byte[] bytes = bytes(model(predictor));

        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(part), part.length))
                    .isInstanceOf(Problem.class);
        }
    }

    /** The order of a map's names differs between processes. */
    @ParameterizedTest
    @MethodSource("predictors")
    void writesNamesInOrderSoThatEveryProcessWritesTheSameBytes(Predictor predictor) throws IOException {
        byte[] bytes = bytes(model(predictor));

        JsonNode header = ArrayFile.read("model", new ByteArrayInputStream(bytes), bytes.length)
                .header(JsonNode.class);

        assertThat(List.copyOf(header.get("predictor").propertyNames())).isSorted();
    }

    @Test
    void refusesAFileWithAnyByteChanged() throws IOException {
        byte[] bytes = bytes(model(predictors().get(2)));

        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x40;
            assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(changed), changed.length))
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void doesNotAllocateWhatAHostileLengthAsksFor() {
        byte[] hostile = new byte[24];
        ByteBuffer buffer = ByteBuffer.wrap(hostile).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(ArrayFileWriter.MAGIC)
                .putInt(1)
                .putInt(5)
                .put("model".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        buffer.position(20).putInt(Integer.MAX_VALUE);

        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(hostile), hostile.length))
                .isInstanceOf(Problem.class);
    }

    @Test
    void refusesTreesThatPointOutsideThemselvesOrInCircles() throws IOException {
        for (int child : new int[] {0, 2, 1000, Integer.MAX_VALUE, ~2, Integer.MIN_VALUE}) {
            FlatTrees trees = new FlatTrees(
                    6, 2, new int[] {0}, new int[] {0, 0, child, 0, 0, ~0, 0, 0, ~1}, new float[] {.9f, .1f, .2f, .8f});
            byte[] bytes = bytes(model(new FlatForest(trees, new double[] {1})));

            assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(bytes), bytes.length))
                    .as("child %s", child)
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void refusesAHeaderThatDoesNotBelongToTheArrays() throws IOException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("weights", new double[1]);
        for (String header : List.of("{}", "[]", "{\"algorithm\":\"x\"}", "{\"predictor\":{\"kind\":\"code\"}}")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new ArrayFile("model", header.getBytes(java.nio.charset.StandardCharsets.UTF_8), arrays).write(out);

            assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(out.toByteArray()), out.size()))
                    .as(header)
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void readsBackTheInputsAlone() {
        ModelInputs inputs = inputs();

        ModelInputs read = ModelFile.readInputs(ModelFile.write(inputs));

        assertThat(read.transform(ROWS).values())
                .isEqualTo(inputs.transform(ROWS).values());
        assertThat(read.transform(ROWS).features())
                .isEqualTo(inputs.transform(ROWS).features());
    }

    private static ModelInputs inputs() {
        List<Encoding> encodings = List.of(
                new NumericEncoding("n", Double.NaN, false),
                new TimestampEncoding("t", 5e8, List.of(TimePart.YEAR), true),
                new OneHotEncoding("few", List.of("a", "b"), false),
                new TargetEncoding(
                        "many", List.of("many_target"), Map.of("x", new double[] {2}), new double[] {3}, new double[] {4
                        }));
        InputSchema schema = new InputSchema(List.of(
                InputField.of("n", ColumnType.NUMBER),
                InputField.of("t", ColumnType.TIMESTAMP),
                new InputField("few", ColumnType.STRING, List.of("a", "b"), true),
                InputField.of("many", ColumnType.STRING)));
        return new ModelInputs(schema, Preprocessing.unscaled(encodings), "y", List.of("no", "yes"));
    }

    private static TrainedModel model(Predictor predictor) {
        return new TrainedModel("some", inputs(), predictor, Map.of("n", 0.75, "t", 0.25), Map.of("smile", "6"));
    }

    private static byte[] bytes(TrainedModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(model, out);
        return out.toByteArray();
    }
}
