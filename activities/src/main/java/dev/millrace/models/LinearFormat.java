package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Coefficients, intercepts and the link of a {@link LinearModel}. */
final class LinearFormat implements PredictorFormat<LinearModel> {
    @Override
    public String kind() {
        return "linear";
    }

    @Override
    public Class<LinearModel> type() {
        return LinearModel.class;
    }

    @Override
    public Map<String, Object> write(LinearModel model, Map<String, Object> arrays) {
        arrays.put("coefficients", model.coefficients());
        arrays.put("intercepts", model.intercepts());
        return Map.of("link", model.link());
    }

    @Override
    public LinearModel read(JsonNode header, ArrayFile file, int features) {
        LinearModel.Link link = LinearModel.Link.valueOf(header.path("link").asString(""));
        LinearModel model = new LinearModel(link, file.doubles("coefficients"), file.doubles("intercepts"));
        if (model.features() != features) {
            throw new IllegalArgumentException("its coefficients are not those of its features");
        }
        return model;
    }
}
