package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The trees of a {@link FlatForest} and what each counts. */
final class ForestFormat implements PredictorFormat<FlatForest> {
    @Override
    public String kind() {
        return "forest";
    }

    @Override
    public Class<FlatForest> type() {
        return FlatForest.class;
    }

    @Override
    public Map<String, Object> write(FlatForest forest, Map<String, Object> arrays) {
        arrays.put("weights", forest.weights());
        TreesFormat.write(forest.trees(), arrays);
        return Map.of("width", forest.trees().width());
    }

    @Override
    public FlatForest read(JsonNode header, ArrayFile file, int features) {
        return new FlatForest(
                TreesFormat.read(file, header.path("width").asInt(0), features, false), file.doubles("weights"));
    }
}
