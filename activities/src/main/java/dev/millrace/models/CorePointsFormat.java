package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The points of {@link CorePoints} with their clusters; the tree over them is built again on reading. */
final class CorePointsFormat implements PredictorFormat<CorePoints> {
    @Override
    public String kind() {
        return "core_points";
    }

    @Override
    public Class<CorePoints> type() {
        return CorePoints.class;
    }

    @Override
    public Map<String, Object> write(CorePoints model, Map<String, Object> arrays) {
        arrays.put("points", model.points());
        arrays.put("clusters", model.clusters());
        return Map.of("epsilon", model.epsilon());
    }

    @Override
    public CorePoints read(JsonNode header, ArrayFile file, int features) {
        CorePoints model = new CorePoints(
                header.path("epsilon").doubleValue(), file.floats("points"), file.ints("clusters"), () -> {});
        if (model.features() != features) {
            throw new IllegalArgumentException("its points do not have its features");
        }
        return model;
    }
}
