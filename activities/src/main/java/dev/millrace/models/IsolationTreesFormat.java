package dev.millrace.models;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The trees of {@link IsolationTrees}, their usual path and threshold. */
final class IsolationTreesFormat implements PredictorFormat<IsolationTrees> {
    private final ForestFormat paths = new ForestFormat();

    @Override
    public String kind() {
        return "isolation_trees";
    }

    @Override
    public Class<IsolationTrees> type() {
        return IsolationTrees.class;
    }

    @Override
    public Map<String, Object> write(IsolationTrees model, Map<String, Object> arrays) {
        Map<String, Object> header = new LinkedHashMap<>(paths.write(model.paths(), arrays));
        header.put("usual", model.usual());
        header.put("threshold", model.threshold());
        return header;
    }

    @Override
    public IsolationTrees read(JsonNode header, ArrayFile file, int features) {
        return new IsolationTrees(
                paths.read(header, file, features),
                header.path("usual").asDouble(Double.NaN),
                header.path("threshold").asDouble(Double.NaN));
    }
}
