package dev.millrace.models.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.LinearModel;
import dev.millrace.models.ModelFile;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.OneHotEncoding;
import dev.millrace.models.OnnxModel;
import dev.millrace.models.Predictions;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.onnx.OnnxExport;
import dev.millrace.problems.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OnnxBindingTest {
    private static final InputSchema SCHEMA =
            new InputSchema(List.of(InputField.of("age", ColumnType.NUMBER), InputField.of("plan", ColumnType.STRING)));
    private static final Table ROWS = new Table(
            3,
            List.of(
                    new Column.Numeric("age", ColumnType.NUMBER, new double[] {20, Double.NaN, 60}),
                    new Column.Text("plan", new String[] {"basic", "pro"}, new int[] {1, 0, -1})));

    private final TrainedModel original = original();
    private final byte[] file = OnnxExport.write(original, "churn");

    @Test
    void answersAsTheModelDoesThatWasExported() throws IOException {
        OnnxModel onnx = new OnnxBinding(SCHEMA, 2).bind(file);
        TrainedModel uploaded = new TrainedModel(
                "onnx",
                new ModelInputs(SCHEMA, Preprocessing.unscaled(List.of()), "", List.of("no", "yes")),
                onnx,
                Map.of(),
                Map.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelFile.write(uploaded, bytes);

        TrainedModel read = ModelFile.read(new ByteArrayInputStream(bytes.toByteArray()), bytes.size());

        assertSame(read);
        ((OnnxModel) read.predictor()).close();
        assertSame(read);
        assertThat(read.bytes()).isGreaterThan(3L * file.length);
        assertThat(read.predict(new Table(0, List.of())).rows()).isZero();
    }

    @Test
    void isPredictedWithByManyWhileItIsClosedAgainAndAgain() {
        OnnxModel onnx = new OnnxBinding(SCHEMA, 2).bind(file);
        double[] expected = onnx.predict(ROWS);

        IntStream.range(0, 400).parallel().forEach(n -> {
            if (n % 10 == 0) {
                onnx.close();
            }
            assertThat(onnx.predict(ROWS)).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "age:NUMBER               | 2 | plan (a tensor of string, shape [-1, 1]) is no field of the input schema",
                "age:NUMBER, plan:INTEGER | 2 | plan (a tensor of string, shape [-1, 1]) does not take plan, which is of type integer",
                "age:STRING, plan:STRING  | 2 | age (a tensor of double, shape [-1, 1]) does not take age",
                "age:NUMBER, plan:STRING, x:NUMBER | 2 | the model has no input x",
                "age:NUMBER, plan:STRING  | 3 | is no output of 3 probabilities",
                "age:NUMBER, plan:STRING  | 1 | is no output of 1 number",
            })
    void saysWhichInputOrOutputDoesNotFit(String fields, int outputs, String detail) {
        InputSchema schema = new InputSchema(Arrays.stream(fields.split(", "))
                .map(field -> InputField.of(field.split(":")[0], ColumnType.valueOf(field.split(":")[1])))
                .toList());

        assertThatThrownBy(() -> new OnnxBinding(schema, outputs).bind(file))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(detail);
    }

    @Test
    void refusesDamagedFiles() {
        Random random = new Random(4);
        for (int length = 0; length < file.length - 1; length += 53) {
            byte[] part = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> new OnnxBinding(SCHEMA, 2).bind(part)).isInstanceOf(Problem.class);
        }
        for (int n = 0; n < 200; n++) {
            byte[] changed = file.clone();
            changed[random.nextInt(file.length)] = (byte) random.nextInt(256);
            try {
                new OnnxBinding(SCHEMA, 2).bind(changed).close();
            } catch (Problem refused) {
                assertThat(refused.type().status()).isEqualTo(422);
            }
        }
        assertThatThrownBy(() -> OnnxContent.check("\u00ff".repeat(500).getBytes(ISO_8859_1)))
                .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @CsvSource({"ai.onnx.ml, com.evil.ml, operators of com.evil.ml", "Sigmoid, Loop, which may never end"})
    void refusesOperatorsThatAreNotLetIn(String operator, String other, String detail) {
        byte[] changed = replaceOperator(operator, other);

        assertThatThrownBy(() -> OnnxContent.check(changed))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(detail);
    }

    private static byte[] replaceOperator(String operator, String other) {
        boolean domain = operator.contains(".");
        byte[] name = other.getBytes(ISO_8859_1);
        byte[] node = message(domain ? 7 : 4, name);
        return message(7, message(1, node));
    }

    @Test
    void refusesDataOutsideTheFile() {
        byte[] tensor = {0x70, 1};

        assertThatThrownBy(() -> OnnxContent.check(message(7, message(5, tensor))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("another file");
    }

    /** A field of bytes, as protobuf writes it. */
    private static byte[] message(int field, byte[] content) {
        byte[] message = new byte[content.length + 2];
        message[0] = (byte) (field << 3 | 2);
        message[1] = (byte) content.length;
        System.arraycopy(content, 0, message, 2, content.length);
        return message;
    }

    private void assertSame(TrainedModel uploaded) {
        Predictions.Labels expected = (Predictions.Labels) original.predict(ROWS);
        Predictions.Labels found = (Predictions.Labels) uploaded.predict(ROWS);
        assertThat(found.labels()).isEqualTo(expected.labels());
        assertThat(found.probabilities()).containsExactly(expected.probabilities(), within(1e-6));
    }

    private static TrainedModel original() {
        Preprocessing preprocessing = Preprocessing.unscaled(List.of(
                new NumericEncoding("age", 35, false), new OneHotEncoding("plan", List.of("basic", "pro"), false)));
        return new TrainedModel(
                "logistic_regression",
                new ModelInputs(SCHEMA, preprocessing, "y", List.of("no", "yes")),
                new LinearModel(LinearModel.Link.LOGISTIC, new double[] {0.1, 1, -2}, new double[] {-3}),
                Map.of(),
                Map.of());
    }
}
