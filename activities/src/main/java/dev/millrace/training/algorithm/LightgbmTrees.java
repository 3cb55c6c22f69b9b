package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import dev.millrace.models.XgboostModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the trees out of LightGBM's text model: blocks of lines {@code name=numbers}, one block a tree. */
final class LightgbmTrees {
    private final List<LightgbmTree> trees = new ArrayList<>();

    private LightgbmTrees() {}

    static LightgbmTrees parse(String text) {
        LightgbmTrees read = new LightgbmTrees();
        Map<String, String> block = new HashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int equals = line.indexOf('=');
            if (line.startsWith("Tree=") || line.equals("end of trees")) {
                read.add(block);
                block = new HashMap<>();
            } else if (equals > 0) {
                block.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return read;
    }

    private void add(Map<String, String> block) {
        if (block.containsKey("leaf_value")) {
            trees.add(LightgbmTree.of(block));
        }
    }

    /** Leaves add up to margins as XGBoost's do, those of the first round with the mean in them. */
    XgboostModel model(FitInput input, int features) {
        int groups = input.classes() > 2 ? input.classes() : 1;
        FlatTrees all =
                FlatTrees.concat(trees.stream().map(tree -> tree.flat(features)).toList());
        return new XgboostModel(objective(input), groups, 0, all);
    }

    /** What all splits of each feature gained. */
    double[] gains(int features) {
        double[] gains = new double[features];
        trees.forEach(tree -> tree.addGains(gains));
        return gains;
    }

    private static XgboostModel.Objective objective(FitInput input) {
        return switch (input.classes()) {
            case 0 -> XgboostModel.Objective.SQUARED_ERROR;
            case 2 -> XgboostModel.Objective.BINARY_LOGISTIC;
            default -> XgboostModel.Objective.MULTI_SOFTPROB;
        };
    }
}
