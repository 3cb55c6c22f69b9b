package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import dev.millrace.models.XgboostModel;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the trees out of XGBoost's JSON model (its schema: XGBoost's documentation, "Introduction to Model IO"), one at a
 * time, so that the document is never held as objects.
 */
final class XgboostTrees {
    private final List<XgboostTree> trees = new ArrayList<>();
    private String objective = "";
    private float base;
    private int classes;

    private XgboostTrees() {}

    static XgboostTrees parse(byte[] json) {
        XgboostTrees read = new XgboostTrees();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            read.read(parser);
        }
        return read;
    }

    private void read(JsonParser parser) {
        while (parser.nextToken() != null) {
            if (parser.currentToken() != JsonToken.PROPERTY_NAME) {
                continue;
            }
            switch (parser.currentName()) {
                case "base_score" ->
                    base = Float.parseFloat(text(parser).replace("[", "").replace("]", ""));
                case "num_class" -> classes = Integer.parseInt(text(parser));
                case "objective" -> {
                    parser.nextToken();
                    parser.nextToken();
                    objective = text(parser);
                    skipObject(parser);
                }
                case "trees" -> readTrees(parser);
                default -> {}
            }
        }
    }

    private void readTrees(JsonParser parser) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            trees.add(XgboostTree.read(parser));
        }
    }

    private static void skipObject(JsonParser parser) {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
    }

    private static String text(JsonParser parser) {
        parser.nextToken();
        return parser.getString();
    }

    /** Leaves out all trees after these rounds. */
    void keep(int rounds) {
        trees.subList(rounds * Math.max(1, classes), trees.size()).clear();
    }

    XgboostModel model(int features) {
        FlatTrees all =
                FlatTrees.concat(trees.stream().map(tree -> tree.flat(features)).toList());
        return switch (objective) {
            case "binary:logistic" ->
                new XgboostModel(
                        XgboostModel.Objective.BINARY_LOGISTIC, 1, (float) -Math.log(1 / (double) base - 1), all);
            case "multi:softprob" -> new XgboostModel(XgboostModel.Objective.MULTI_SOFTPROB, classes, base, all);
            case "reg:squarederror" -> new XgboostModel(XgboostModel.Objective.SQUARED_ERROR, 1, base, all);
            default -> throw new IllegalStateException("a model of objective " + objective);
        };
    }

    /** What all splits of each feature gained. */
    double[] gains(int features) {
        double[] gains = new double[features];
        trees.forEach(tree -> tree.addGains(gains));
        return gains;
    }
}
