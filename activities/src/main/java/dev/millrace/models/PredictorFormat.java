package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How predictors of one class are kept in a model file: numbers in arrays, all else as JSON. Files written by an earlier
 * release stay readable: a change of what is written takes a new {@link #kind()}, beside the old one.
 */
interface PredictorFormat<P extends Predictor> {
    /** What the file calls it; never changes. */
    String kind();

    Class<P> type();

    /** Puts its arrays into {@code arrays}, and answers what is not in arrays as names and JSON values. */
    Map<String, Object> write(P predictor, Map<String, Object> arrays);

    /**
     * @param features how many features the preprocessing of the same model gives
     * @throws IllegalArgumentException when this cannot be such a predictor
     */
    P read(JsonNode header, ArrayFile file, int features);
}
