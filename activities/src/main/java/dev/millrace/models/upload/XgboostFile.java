package dev.millrace.models.upload;

import dev.millrace.models.FlatTrees;
import dev.millrace.models.XgboostModel;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model file of XGBoost, JSON or UBJSON (its schema: XGBoost's documentation, "Introduction to Model IO"). Believes nothing
 * that it says of itself. {@code names} are the features', empty when the file has none.
 */
public record XgboostFile(XgboostModel model, int features, List<String> names) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public XgboostFile {
        names = List.copyOf(names);
    }

    static boolean isOne(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == '{';
    }

    /** @throws Problem 422 when the bytes are no such model, or one that is not supported */
    public static XgboostFile read(byte[] bytes) {
        try {
            boolean text = bytes.length > 1 && (bytes[1] == '"' || Character.isWhitespace(bytes[1]));
            return read(JSON.readTree(text ? bytes : UbjToJson.convert(bytes)));
        } catch (IOException | JacksonException e) {
            throw unusable("it is damaged or cut short");
        }
    }

    private static XgboostFile read(JsonNode file) {
        JsonNode learner = file.path("learner");
        JsonNode booster = learner.path("gradient_booster");
        String kind = booster.path("name").asString("");
        if (!kind.equals("gbtree")) {
            throw unusable(kind.isEmpty() ? "it has no booster" : "its booster is " + kind + "; gbtree is supported");
        }
        JsonNode parameters = learner.path("learner_model_param");
        int features = whole(parameters, "num_feature");
        if (features < 1 || features > 100_000) {
            throw unusable("num_feature is 1 to 100,000, not " + features);
        }
        String objective = learner.path("objective").path("name").asString("");
        int groups = Math.max(1, whole(parameters, "num_class"));
        if (groups > 1_000) {
            throw unusable("it has more than 1,000 classes");
        }
        double[] bases = bases(parameters, groups);
        JsonNode model = booster.path("model");
        List<FlatTrees> trees = new ArrayList<>();
        for (JsonNode tree : model.path("trees")) {
            int at = trees.size();
            if (model.path("tree_info").path(at).asInt(-1) != at % groups) {
                throw unusable("its trees are not one for each class a round");
            }
            FlatTrees flat = new XgboostNodes(tree, features).flat();
            trees.add(at < groups ? moved(flat, bases[at] - bases[0]) : flat);
        }
        if (trees.isEmpty() || trees.size() % groups != 0) {
            throw unusable("it has no trees, or not as many for each class");
        }
        List<String> names = new ArrayList<>();
        learner.path("feature_names").forEach(name -> names.add(name.asString("")));
        return new XgboostFile(model(objective, groups, bases[0], FlatTrees.concat(trees)), features, names);
    }

    private static XgboostModel model(String objective, int groups, double base, FlatTrees trees) {
        return switch (objective) {
            case "binary:logistic" ->
                new XgboostModel(
                        XgboostModel.Objective.BINARY_LOGISTIC, one(groups), (float) -Math.log(1 / base - 1), trees);
            case "multi:softprob", "multi:softmax" ->
                new XgboostModel(XgboostModel.Objective.MULTI_SOFTPROB, groups, (float) base, trees);
            case "reg:squarederror", "reg:absoluteerror", "reg:pseudohubererror" ->
                new XgboostModel(XgboostModel.Objective.SQUARED_ERROR, one(groups), (float) base, trees);
            default ->
                throw unusable("its objective is " + (objective.length() > 40 ? "unknown" : objective)
                        + "; supported are binary:logistic, multi:softprob, multi:softmax, reg:squarederror,"
                        + " reg:absoluteerror and reg:pseudohubererror");
        };
    }

    private static int one(int groups) {
        if (groups != 1) {
            throw unusable("it has " + groups + " classes where its objective has one output");
        }
        return 1;
    }

    /** Where the margins begin, one for each group: a text of one number for all, or of a list. */
    private static double[] bases(JsonNode parameters, int groups) {
        String[] numbers = parameters
                .path("base_score")
                .asString("")
                .replaceAll("[\\[\\]\\s]", "")
                .split(",", -1);
        if (numbers.length != 1 && numbers.length != groups) {
            throw unusable("it has " + numbers.length + " base scores for " + groups + " outputs");
        }
        double[] bases = new double[groups];
        Arrays.setAll(bases, group -> number(numbers[numbers.length == 1 ? 0 : group]));
        return bases;
    }

    /** What a group begins with beyond the first group is put into the leaves of its first tree. */
    private static FlatTrees moved(FlatTrees tree, double by) {
        for (int leaf = 0; leaf < tree.leaves().length; leaf++) {
            tree.leaves()[leaf] += (float) by;
        }
        return tree;
    }

    private static int whole(JsonNode parameters, String name) {
        return (int) number(parameters.path(name).asString("0"));
    }

    private static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw unusable("a parameter of it is no number");
        }
        throw unusable("a parameter of it is not finite");
    }

    static Problem unusable(String why) {
        return new Problem(ProblemType.INVALID, "the artifact is no XGBoost model that can be used: " + why);
    }
}
