package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The centres of {@link Centroids}. */
final class CentroidsFormat implements PredictorFormat<Centroids> {
    @Override
    public String kind() {
        return "centroids";
    }

    @Override
    public Class<Centroids> type() {
        return Centroids.class;
    }

    @Override
    public Map<String, Object> write(Centroids model, Map<String, Object> arrays) {
        arrays.put("centres", model.centres());
        return Map.of();
    }

    @Override
    public Centroids read(JsonNode header, ArrayFile file, int features) {
        return new Centroids(features, file.doubles("centres"));
    }
}
