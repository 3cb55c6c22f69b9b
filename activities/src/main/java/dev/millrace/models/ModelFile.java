package dev.millrace.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Models as bytes, in a format of our own: an {@link ArrayFile} of kind {@code model}. Nothing in it is code. */
public final class ModelFile {
    private static final String KIND = "model";

    private ModelFile() {}

    public static void write(TrainedModel model, OutputStream out) throws IOException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        Header header = new Header(
                model.algorithm(),
                model.inputs(),
                PredictorHeader.of(model.predictor(), arrays),
                model.importances(),
                model.engines());
        ArrayFile.of(KIND, header, arrays).write(out);
    }

    /**
     * @param size the length of the file; nothing larger is allocated on its word
     * @throws dev.millrace.problems.Problem when the bytes are not such a file
     */
    public static TrainedModel read(InputStream in, long size) throws IOException {
        ArrayFile file = ArrayFile.read(KIND, in, size);
        Header header = file.header(Header.class);
        try {
            int features = header.inputs().preprocessing().features().size();
            return new TrainedModel(
                    header.algorithm(),
                    header.inputs(),
                    header.predictor().predictor(file, features),
                    header.importances(),
                    header.engines());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw ArrayFile.damaged(String.valueOf(e.getMessage()));
        }
    }

    /** The inputs alone, as JSON, for the steps between preparing and fitting. */
    public static byte[] write(ModelInputs inputs) {
        return ArrayFile.JSON.writeValueAsBytes(inputs);
    }

    public static ModelInputs readInputs(byte[] json) {
        try {
            return ArrayFile.JSON.readValue(json, ModelInputs.class);
        } catch (JacksonException e) {
            throw ArrayFile.damaged("it does not say what the inputs of a model are");
        }
    }

    private record Header(
            String algorithm,
            ModelInputs inputs,
            PredictorHeader predictor,
            Map<String, Double> importances,
            Map<String, String> engines) {}

    /** What of a predictor is not in arrays. */
    private record PredictorHeader(String kind, @Nullable String link, int width, float base) {
        static PredictorHeader of(Predictor predictor, Map<String, Object> arrays) {
            return switch (predictor) {
                case LinearModel linear -> {
                    arrays.put("coefficients", linear.coefficients());
                    arrays.put("intercepts", linear.intercepts());
                    yield new PredictorHeader("linear", linear.link().name(), linear.features(), 0);
                }
                case FlatForest forest -> {
                    arrays.put("weights", forest.weights());
                    putTrees(forest.trees(), arrays);
                    yield new PredictorHeader("forest", null, forest.trees().width(), 0);
                }
                case XgboostModel boosted -> {
                    putTrees(boosted.trees(), arrays);
                    yield new PredictorHeader("xgboost", boosted.objective().name(), boosted.groups(), boosted.base());
                }
            };
        }

        Predictor predictor(ArrayFile file, int features) {
            return switch (kind) {
                case "linear" -> linear(file, features);
                case "forest" -> new FlatForest(trees(file, width, features, false), file.doubles("weights"));
                case "xgboost" ->
                    new XgboostModel(
                            XgboostModel.Objective.valueOf(String.valueOf(link)),
                            width,
                            base,
                            trees(file, 1, features, true));
                default -> throw new IllegalArgumentException("it has a predictor of unknown kind");
            };
        }

        private LinearModel linear(ArrayFile file, int features) {
            LinearModel.Link function = LinearModel.Link.valueOf(String.valueOf(link));
            LinearModel model = new LinearModel(function, file.doubles("coefficients"), file.doubles("intercepts"));
            if (model.features() != features) {
                throw new IllegalArgumentException("its coefficients are not those of its features");
            }
            return model;
        }

        private static void putTrees(FlatTrees trees, Map<String, Object> arrays) {
            arrays.put("roots", trees.roots());
            arrays.put("nodes", trees.nodes());
            arrays.put("leaves", trees.leaves());
        }

        private static FlatTrees trees(ArrayFile file, int width, int features, boolean missing) {
            FlatTrees trees =
                    new FlatTrees(features, width, file.ints("roots"), file.ints("nodes"), file.floats("leaves"));
            trees.check(missing);
            return trees;
        }
    }
}
