package dev.millrace.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An ONNX graph as it grows, node by node (onnx.proto3 of ONNX 1.14: field numbers are those of its messages). Values are
 * named by number; a node with one output answers its name.
 */
final class Graph {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int STRING = 8;
    static final int DOUBLE = 11;
    static final String ML = "ai.onnx.ml";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int ML_OPSET = 3;

    private final List<Proto> nodes = new ArrayList<>();
    private final List<Proto> constants = new ArrayList<>();
    private final List<Proto> inputs = new ArrayList<>();
    private final List<Proto> outputs = new ArrayList<>();
    private int values;

    /** An input of one value a row: {@code [rows, 1]}. */
    String input(String name, int type) {
        inputs.add(value(name, type, 1));
        return name;
    }

    /** Gives a value a name of its own and makes it an output; {@code width} 0 for one dimension only. */
    void output(String value, String name, int type, int width) {
        nodes.add(node("Identity", "", List.of(value), List.of(name), Map.of()));
        outputs.add(value(name, type, width));
    }

    String add(String operator, List<String> inputs) {
        return add(operator, inputs, Map.of());
    }

    String add(String operator, List<String> inputs, Map<String, Object> attributes) {
        return add(operator, "", inputs, attributes);
    }

    String add(String operator, String domain, List<String> inputs, Map<String, Object> attributes) {
        String output = next();
        nodes.add(node(operator, domain, inputs, List.of(output), attributes));
        return output;
    }

    /** A node of two outputs. */
    List<String> addPair(String operator, String domain, List<String> inputs, Map<String, Object> attributes) {
        List<String> pair = List.of(next(), next());
        nodes.add(node(operator, domain, inputs, pair, attributes));
        return pair;
    }

    String doubles(double[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return constant(DOUBLE, bytes.array(), shape);
    }

    String integers(long[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return constant(INT64, bytes.array(), shape);
    }

    String texts(List<String> values, long... shape) {
        String name = next();
        Proto tensor = tensor(name, STRING, shape);
        values.forEach(value -> tensor.bytes(6, value.getBytes(StandardCharsets.UTF_8)));
        constants.add(tensor);
        return name;
    }

    private String constant(int type, byte[] bytes, long... shape) {
        String name = next();
        constants.add(tensor(name, type, shape).bytes(9, bytes));
        return name;
    }

    private static Proto tensor(String name, int type, long... shape) {
        return new Proto().numbers(1, shape).number(2, type).text(8, name);
    }

    /** The whole model as bytes. */
    byte[] model(String name, Map<String, String> properties) {
        Proto graph = new Proto();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, name);
        constants.forEach(constant -> graph.message(5, constant));
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        Proto model = new Proto().number(1, IR_VERSION).text(2, "millrace").message(7, graph);
        model.message(8, new Proto().text(1, "").number(2, OPSET));
        model.message(8, new Proto().text(1, ML).number(2, ML_OPSET));
        properties.forEach(
                (key, value) -> model.message(14, new Proto().text(1, key).text(2, value)));
        return model.toBytes();
    }

    private String next() {
        return "v" + values++;
    }

    private static Proto value(String name, int type, int width) {
        Proto shape = new Proto().message(1, new Proto().text(2, "rows"));
        if (width > 0) {
            shape.message(1, new Proto().number(1, width));
        }
        return new Proto()
                .text(1, name)
                .message(2, new Proto().message(1, new Proto().number(1, type).message(2, shape)));
    }

    private static Proto node(
            String operator, String domain, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {
        Proto node = new Proto();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(4, operator);
        attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
        return domain.isEmpty() ? node : node.text(7, domain);
    }

    private static Proto attribute(String name, Object value) {
        Proto attribute = new Proto().text(1, name);
        switch (value) {
            case Float real -> attribute.real(2, real).number(20, 1);
            case Long number -> attribute.number(3, number).number(20, 2);
            case String text -> attribute.text(4, text).number(20, 3);
            case float[] reals -> attribute.reals(7, reals).number(20, 6);
            case long[] numbers -> attribute.numbers(8, numbers).number(20, 7);
            case List<?> texts -> {
                texts.forEach(text -> attribute.text(9, String.valueOf(text)));
                attribute.number(20, 8);
            }
            default -> throw new IllegalArgumentException("no attribute: " + value.getClass());
        }
        return attribute;
    }
}
