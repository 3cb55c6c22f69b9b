package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import dev.millrace.models.Matrix;
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

    int rounds(int classes) {
        return trees.size() / groups(classes);
    }

    /** Leaves out all trees after these rounds. */
    void keep(int rounds, int classes) {
        trees.subList(rounds * groups(classes), trees.size()).clear();
    }

    /** What the leaves of each row add up to, class by class, in the order in which they were grown. */
    double[] scores(Matrix rows, int classes) {
        double[] scores = new double[rows.rows() * groups(classes)];
        for (int i = 0; i < trees.size(); i++) {
            int first = i % groups(classes) * rows.rows();
            for (int row = 0; row < rows.rows(); row++) {
                scores[first + row] += trees.get(i).leaf(rows.values(), row * rows.width());
            }
        }
        return scores;
    }

    private static int groups(int classes) {
        return classes > 2 ? classes : 1;
    }

    /** Leaves add up to margins as XGBoost's do, those of the first round with the mean in them. */
    XgboostModel model(FitInput input, int features) {
        int groups = groups(input.classes());
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
