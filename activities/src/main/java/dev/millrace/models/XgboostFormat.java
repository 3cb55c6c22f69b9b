package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The trees of an {@link XgboostModel}, where its margins begin and what they mean. */
final class XgboostFormat implements PredictorFormat<XgboostModel> {
    @Override
    public String kind() {
        return "xgboost";
    }

    @Override
    public Class<XgboostModel> type() {
        return XgboostModel.class;
    }

    @Override
    public Map<String, Object> write(XgboostModel model, Map<String, Object> arrays) {
        TreesFormat.write(model.trees(), arrays);
        return Map.of("link", model.objective(), "width", model.groups(), "base", model.base());
    }

    @Override
    public XgboostModel read(JsonNode header, ArrayFile file, int features) {
        return new XgboostModel(
                XgboostModel.Objective.valueOf(header.path("link").asString("")),
                header.path("width").asInt(0),
                header.path("base").floatValue(),
                TreesFormat.read(file, 1, features, true));
    }
}
