package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The rows of a {@link NeighbourVote} with their classes; the tree over them is built again on reading. */
final class NeighbourVoteFormat implements PredictorFormat<NeighbourVote> {
    @Override
    public String kind() {
        return "neighbours";
    }

    @Override
    public Class<NeighbourVote> type() {
        return NeighbourVote.class;
    }

    @Override
    public Map<String, Object> write(NeighbourVote model, Map<String, Object> arrays) {
        arrays.put("rows", model.rows());
        arrays.put("labels", model.labels());
        return Map.of("classes", model.outputs(), "k", model.k(), "by_distance", model.byDistance());
    }

    @Override
    public NeighbourVote read(JsonNode header, ArrayFile file, int features) {
        NeighbourVote model = new NeighbourVote(
                header.path("classes").asInt(0),
                header.path("k").asInt(0),
                header.path("by_distance").asBoolean(false),
                file.floats("rows"),
                file.ints("labels"),
                () -> {});
        if (model.features() != features) {
            throw new IllegalArgumentException("its rows do not have its features");
        }
        return model;
    }
}
