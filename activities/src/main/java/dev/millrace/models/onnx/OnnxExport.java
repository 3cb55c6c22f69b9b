package dev.millrace.models.onnx;

import dev.millrace.models.FlatForest;
import dev.millrace.models.LinearModel;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.XgboostModel;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes a model with its preprocessing as one ONNX graph (opset 17, ai.onnx.ml 3). Of a classifier it gives {@code label}
 * and {@code probabilities}, of a regression {@code value}.
 */
public final class OnnxExport {
    private static final int MOST_NODES = 20_000_000;

    private final Graph graph = new Graph();
    private final TrainedModel model;

    private OnnxExport(TrainedModel model) {
        this.model = model;
    }

    /** @throws Problem 409 when a model of this kind cannot be written so */
    public static byte[] write(TrainedModel model, String name) {
        return new OnnxExport(model).bytes(name);
    }

    private byte[] bytes(String name) {
        int classes = model.inputs().classes().size();
        if (!(model.predictor() instanceof LinearModel
                || model.predictor() instanceof FlatForest
                || model.predictor() instanceof XgboostModel)) {
            throw Problem.conflict("a model of " + model.algorithm()
                    + " cannot be exported to ONNX; linear models, trees, forests and boosted trees can");
        }
        String features = Inputs.write(graph, model.inputs());
        String outputs = switch (model.predictor()) {
            case LinearModel linear -> linear(linear, features);
            case FlatForest forest -> forest(forest, features);
            case XgboostModel boosted -> boosted(boosted, features);
            default -> throw new IllegalStateException("refused above");
        };
        if (classes > 0) {
            graph.output(label(outputs), "label", Graph.STRING, 0);
            graph.output(outputs, "probabilities", Graph.FLOAT, classes);
        } else {
            graph.output(outputs, "value", Graph.FLOAT, 1);
        }
        return graph.model(
                name,
                Map.of("algorithm", model.algorithm(), "target", model.inputs().target()));
    }

    private String linear(LinearModel linear, String features) {
        int functions = linear.intercepts().length;
        int width = linear.features();
        double[] transposed = new double[functions * width];
        for (int f = 0; f < functions; f++) {
            for (int i = 0; i < width; i++) {
                transposed[i * functions + f] = linear.coefficients()[f * width + i];
            }
        }
        String values = graph.add("Cast", List.of(features), Map.of("to", (long) Graph.DOUBLE));
        String product = graph.add("MatMul", List.of(values, graph.doubles(transposed, width, functions)));
        String margins = graph.add("Add", List.of(product, graph.doubles(linear.intercepts(), functions)));
        String outputs = switch (linear.link()) {
            case IDENTITY -> margins;
            case LOGISTIC -> logistic(margins);
            case SOFTMAX -> graph.add("Softmax", List.of(margins), Map.of("axis", 1L));
        };
        return graph.add("Cast", List.of(outputs), Map.of("to", (long) Graph.FLOAT));
    }

    private String forest(FlatForest forest, String features) {
        requireFewNodes(forest.trees().nodes().length);
        double total = Arrays.stream(forest.weights()).sum();
        Ensemble.Leaf leaf = new Ensemble.Leaf() {
            @Override
            public int target(int tree, int c) {
                return c;
            }

            @Override
            public double weight(int tree) {
                return forest.weights()[tree] / total;
            }
        };
        int outputs = forest.outputs();
        return new Ensemble(forest.trees(), outputs).write(graph, features, leaf, new float[outputs]);
    }

    private String boosted(XgboostModel boosted, String features) {
        requireFewNodes(boosted.trees().nodes().length);
        Ensemble.Leaf leaf = new Ensemble.Leaf() {
            @Override
            public int target(int tree, int c) {
                return tree % boosted.groups();
            }

            @Override
            public double weight(int tree) {
                return 1;
            }
        };
        float[] base = new float[boosted.groups()];
        Arrays.fill(base, boosted.base());
        String margins = new Ensemble(boosted.trees(), boosted.groups()).write(graph, features, leaf, base);
        return switch (boosted.objective()) {
            case SQUARED_ERROR -> margins;
            case BINARY_LOGISTIC -> logistic(margins);
            case MULTI_SOFTPROB -> graph.add("Softmax", List.of(margins), Map.of("axis", 1L));
        };
    }

    private String logistic(String margin) {
        String second = graph.add("Sigmoid", List.of(margin));
        String first = graph.add("Sigmoid", List.of(graph.add("Neg", List.of(margin))));
        return graph.add("Concat", List.of(first, second), Map.of("axis", 1L));
    }

    private String label(String probabilities) {
        String best = graph.add("ArgMax", List.of(probabilities), Map.of("axis", 1L, "keepdims", 0L));
        List<String> classes = model.inputs().classes();
        return graph.add("Gather", List.of(graph.texts(classes, classes.size()), best), Map.of("axis", 0L));
    }

    private static void requireFewNodes(int numbers) {
        if (numbers / 3 > MOST_NODES) {
            throw Problem.conflict("the trees have more than " + MOST_NODES
                    + " nodes, which is more than an ONNX file takes; train fewer or smaller ones");
        }
    }
}
