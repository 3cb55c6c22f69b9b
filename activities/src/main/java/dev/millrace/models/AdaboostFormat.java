package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The trees of an {@link AdaboostModel} and what their votes count, as those of a forest. */
final class AdaboostFormat implements PredictorFormat<AdaboostModel> {
    private final ForestFormat forest = new ForestFormat();

    @Override
    public String kind() {
        return "adaboost";
    }

    @Override
    public Class<AdaboostModel> type() {
        return AdaboostModel.class;
    }

    @Override
    public Map<String, Object> write(AdaboostModel model, Map<String, Object> arrays) {
        return forest.write(model.votes(), arrays);
    }

    @Override
    public AdaboostModel read(JsonNode header, ArrayFile file, int features) {
        return new AdaboostModel(forest.read(header, file, features));
    }
}
