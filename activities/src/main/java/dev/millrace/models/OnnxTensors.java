package dev.millrace.models;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.Table;
import dev.millrace.problems.Problem;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rows as ONNX Runtime's tensors, and its numbers as ours. */
final class OnnxTensors {
    private OnnxTensors() {}

    static void add(Map<String, OnnxTensor> tensors, OrtSession session, List<InputField> fields, Table table)
            throws OrtException {
        if (session.getNumInputs() == 1 && fields.size() > 1) {
            String name = session.getInputNames().iterator().next();
            tensors.put(name, tensor(info(session, name).type, columns(fields, table), table.rows()));
            return;
        }
        for (InputField field : fields) {
            String name = session.getNumInputs() == 1
                    ? session.getInputNames().iterator().next()
                    : field.name();
            TensorInfo info = info(session, name);
            List<Column> column = columns(List.of(field), table);
            long[] shape = info.getShape().length == 1 ? new long[] {table.rows()} : new long[] {table.rows(), 1};
            tensors.put(name, tensor(info.type, column, shape));
        }
    }

    private static TensorInfo info(OrtSession session, String name) throws OrtException {
        return (TensorInfo)
                Objects.requireNonNull(session.getInputInfo().get(name), name).getInfo();
    }

    private static List<Column> columns(List<InputField> fields, Table table) {
        return fields.stream()
                .map(field -> table.column(field.name()).orElseThrow())
                .toList();
    }

    private static OnnxTensor tensor(OnnxJavaType type, List<Column> columns, int rows) throws OrtException {
        return tensor(type, columns, new long[] {rows, columns.size()});
    }

    private static OnnxTensor tensor(OnnxJavaType type, List<Column> columns, long[] shape) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        int rows = (int) shape[0];
        int count = rows * columns.size();
        return switch (type) {
            case STRING -> {
                Column.Text text = (Column.Text) columns.getFirst();
                String[] values = new String[rows];
                for (int row = 0; row < rows; row++) {
                    String value = text.value(row);
                    values[row] = value == null ? "" : value;
                }
                yield OnnxTensor.createTensor(environment, values, shape);
            }
            case FLOAT -> {
                FloatBuffer values = FloatBuffer.allocate(count);
                forEach(columns, rows, value -> values.put((float) value));
                yield OnnxTensor.createTensor(environment, values.flip(), shape);
            }
            case DOUBLE -> {
                DoubleBuffer values = DoubleBuffer.allocate(count);
                forEach(columns, rows, values::put);
                yield OnnxTensor.createTensor(environment, values.flip(), shape);
            }
            case INT64 -> {
                LongBuffer values = LongBuffer.allocate(count);
                forEach(columns, rows, value -> values.put((long) whole(value)));
                yield OnnxTensor.createTensor(environment, values.flip(), shape);
            }
            case INT32 -> {
                IntBuffer values = IntBuffer.allocate(count);
                forEach(columns, rows, value -> values.put((int) whole(value)));
                yield OnnxTensor.createTensor(environment, values.flip(), shape);
            }
            case BOOL -> {
                ByteBuffer values = ByteBuffer.allocateDirect(count);
                forEach(columns, rows, value -> values.put((byte) whole(value)));
                yield OnnxTensor.createTensor(environment, values.flip(), shape, OnnxJavaType.BOOL);
            }
            default -> throw new IllegalArgumentException("no input of type " + type + " was let in");
        };
    }

    private static void forEach(List<Column> columns, int rows, Numbers each) {
        for (int row = 0; row < rows; row++) {
            for (Column column : columns) {
                each.take(((Column.Numeric) column).values()[row]);
            }
        }
    }

    private static double whole(double value) {
        if (Double.isNaN(value)) {
            throw Problem.invalid(
                    "/instances",
                    "a value is missing where this ONNX model takes whole numbers, which have no such value");
        }
        return value;
    }

    /** @throws Problem when the output is not {@code outputs} numbers for each row, or of two classes one */
    static double[] read(OnnxValue value, int rows, int outputs) throws OrtException {
        if (!(value instanceof OnnxTensor tensor)
                || (tensor.getInfo().type != OnnxJavaType.FLOAT && tensor.getInfo().type != OnnxJavaType.DOUBLE)) {
            throw Problem.invalid("/artifact", "the output is no tensor of float or double");
        }
        double[] found = numbers(tensor);
        if (found.length == rows * outputs) {
            return found;
        }
        if (outputs == 2 && found.length == rows) {
            double[] both = new double[2 * rows];
            for (int row = 0; row < rows; row++) {
                both[2 * row] = 1 - found[row];
                both[2 * row + 1] = found[row];
            }
            return both;
        }
        throw Problem.invalid(
                "/artifact",
                "the output has " + found.length + " numbers for " + rows + " rows; " + outputs + " a row are needed");
    }

    private static double[] numbers(OnnxTensor tensor) {
        if (tensor.getInfo().type == OnnxJavaType.DOUBLE) {
            DoubleBuffer doubles = tensor.getDoubleBuffer();
            double[] numbers = new double[doubles.remaining()];
            doubles.get(numbers);
            return numbers;
        }
        FloatBuffer floats = tensor.getFloatBuffer();
        double[] numbers = new double[floats.remaining()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = floats.get();
        }
        return numbers;
    }

    private interface Numbers {
        void take(double value);
    }
}
