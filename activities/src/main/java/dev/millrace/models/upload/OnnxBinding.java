package dev.millrace.models.upload;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.OnnxModel;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds out whether an ONNX model takes the columns of an input schema and gives what its task needs. */
final class OnnxBinding {
    private final InputSchema schema;
    private final int outputs;

    OnnxBinding(InputSchema schema, int outputs) {
        this.schema = schema;
        this.outputs = outputs;
    }

    /** @throws Problem 422 that names the input or output which does not fit, its type and its shape */
    OnnxModel bind(byte[] file) {
        OnnxContent.check(file);
        OnnxModel model = new OnnxModel(file, schema.usedFields(), output(file), outputs);
        model.predict(twoRows());
        return model;
    }

    private String output(byte[] file) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = OrtEnvironment.getEnvironment().createSession(file, bounded(options))) {
            requireInputs(session.getInputInfo());
            return chosen(session.getOutputInfo());
        } catch (OrtException e) {
            String message = String.valueOf(e.getMessage());
            throw OnnxContent.unusable(message.substring(0, Math.min(300, message.length())));
        }
    }

    private static OrtSession.SessionOptions bounded(OrtSession.SessionOptions options) throws OrtException {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return options;
    }

    private void requireInputs(Map<String, NodeInfo> inputs) {
        List<InputField> fields = schema.usedFields();
        if (inputs.size() == 1) {
            NodeInfo only = inputs.values().iterator().next();
            fields.forEach(field -> requireFit(only, field, fields.size()));
            return;
        }
        for (NodeInfo input : inputs.values()) {
            InputField field = fields.stream()
                    .filter(candidate -> candidate.name().equals(input.getName()))
                    .findFirst()
                    .orElseThrow(() -> misfit(input, "is no field of the input schema"));
            requireFit(input, field, 1);
        }
        for (InputField field : fields) {
            if (!inputs.containsKey(field.name())) {
                throw Problem.invalid(
                        "/metadata/input_schema",
                        "the model has no input " + field.name() + "; it has " + String.join(", ", inputs.keySet()));
            }
        }
    }

    private static void requireFit(NodeInfo input, InputField field, int width) {
        if (!(input.getInfo() instanceof TensorInfo info)) {
            throw misfit(input, "is no tensor");
        }
        boolean text = field.type() == ColumnType.STRING;
        boolean fits = switch (info.type) {
            case STRING -> text && width == 1;
            case FLOAT, DOUBLE -> !text;
            case INT64, INT32 -> field.type() == ColumnType.INTEGER || field.type() == ColumnType.BOOLEAN;
            case BOOL -> field.type() == ColumnType.BOOLEAN;
            default -> false;
        };
        if (!fits) {
            throw misfit(input, "does not take " + field.name() + ", which is of type " + wire(field.type()));
        }
        long[] shape = info.getShape();
        boolean rows = shape.length > 0 && shape[0] < 0;
        boolean values = shape.length == 1 ? width == 1 : shape.length == 2 && (shape[1] == width || shape[1] < 0);
        if (!rows || !values) {
            throw misfit(
                    input,
                    "does not take rows of " + width + (width == 1 ? " value" : " values")
                            + "; its shape has to be [any number of rows, " + width + "]");
        }
    }

    private String chosen(Map<String, NodeInfo> candidates) {
        for (String preferred : List.of("probabilities", "value")) {
            NodeInfo output = candidates.get(preferred);
            if (output != null && fits(output)) {
                return preferred;
            }
        }
        return candidates.values().stream()
                .filter(this::fits)
                .map(NodeInfo::getName)
                .findFirst()
                .orElseThrow(() -> misfit(
                        candidates.values().iterator().next(),
                        "is no output of " + outputs + (outputs == 1 ? " number" : " probabilities")
                                + " a row as a tensor of float (scikit-learn's converter: with zipmap off)"));
    }

    private boolean fits(NodeInfo output) {
        if (!(output.getInfo() instanceof TensorInfo info)
                || (info.type != OnnxJavaType.FLOAT && info.type != OnnxJavaType.DOUBLE)) {
            return false;
        }
        long[] shape = info.getShape();
        long width = shape.length == 1 ? 1 : shape.length == 2 ? shape[1] : 0;
        return width == outputs || width == -1 || (outputs == 2 && width == 1);
    }

    /** What the graph says of itself need not be so: it has to take rows without an error. */
    private Table twoRows() {
        return new Table(
                2,
                schema.usedFields().stream()
                        .map(field -> field.type() == ColumnType.STRING
                                ? (Column) new Column.Text(field.name(), new String[] {""}, new int[2])
                                : new Column.Numeric(field.name(), field.type(), new double[2]))
                        .toList());
    }

    private static Problem misfit(NodeInfo node, String why) {
        String form = node.getInfo() instanceof TensorInfo info
                ? "a tensor of " + info.type.toString().toLowerCase(Locale.ROOT) + ", shape "
                        + Arrays.toString(info.getShape())
                : "a " + node.getInfo().getClass().getSimpleName();
        return Problem.invalid("/artifact", node.getName() + " (" + form + ") " + why);
    }

    private static String wire(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
