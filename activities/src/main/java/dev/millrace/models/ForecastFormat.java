package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The forecasts of a {@link ForecastModel}, and where they begin. */
final class ForecastFormat implements PredictorFormat<ForecastModel> {
    @Override
    public String kind() {
        return "forecast";
    }

    @Override
    public Class<ForecastModel> type() {
        return ForecastModel.class;
    }

    @Override
    public Map<String, Object> write(ForecastModel model, Map<String, Object> arrays) {
        arrays.put("forecast", model.values());
        arrays.put("lower", model.lower());
        arrays.put("upper", model.upper());
        return Map.of("first", model.first(), "range", model.range());
    }

    @Override
    public ForecastModel read(JsonNode header, ArrayFile file, int features) {
        if (features != 1) {
            throw new IllegalArgumentException("a forecast takes the time alone");
        }
        return new ForecastModel(
                header.path("first").asLong(-1),
                file.doubles("forecast"),
                file.doubles("lower"),
                file.doubles("upper"),
                header.path("range").asString(""));
    }
}
