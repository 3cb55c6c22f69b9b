package dev.millrace.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The members of an {@link EnsembleModel}, each as its own format keeps it, arrays by the member's place. */
final class EnsembleFormat implements PredictorFormat<EnsembleModel> {
    @Override
    public String kind() {
        return "ensemble";
    }

    @Override
    public Class<EnsembleModel> type() {
        return EnsembleModel.class;
    }

    @Override
    public Map<String, Object> write(EnsembleModel model, Map<String, Object> arrays) {
        List<Map<String, Object>> members = new ArrayList<>();
        for (EnsembleModel.Member member : model.members()) {
            Map<String, Object> own = new LinkedHashMap<>();
            JsonNode predictor = PredictorFormats.write(member.predictor(), own);
            String place = place(members.size());
            own.forEach((name, array) -> arrays.put(place + name, array));
            members.add(Map.of(
                    "predictor", predictor,
                    "weight", member.weight(),
                    "first", member.first(),
                    "width", member.width()));
        }
        return Map.of("outputs", model.outputs(), "members", members);
    }

    @Override
    public EnsembleModel read(JsonNode header, ArrayFile file, int features) {
        List<EnsembleModel.Member> members = new ArrayList<>();
        for (JsonNode member : header.path("members")) {
            int first = member.path("first").asInt(-1);
            int width = member.path("width").asInt(-1);
            if (first < 0 || width < 1 || (long) first + width > features) {
                throw new IllegalArgumentException("a member has features that the model does not have");
            }
            if (kind().equals(member.path("predictor").path("kind").asString(""))) {
                throw new IllegalArgumentException("a member is an ensemble itself");
            }
            ArrayFile own = part(file, place(members.size()));
            members.add(new EnsembleModel.Member(
                    PredictorFormats.read(member.path("predictor"), own, width),
                    member.path("weight").asDouble(0),
                    first,
                    width));
        }
        return new EnsembleModel(header.path("outputs").asInt(0), members);
    }

    private static ArrayFile part(ArrayFile file, String place) {
        Map<String, Object> own = new LinkedHashMap<>();
        file.arrays().forEach((name, array) -> {
            if (name.startsWith(place)) {
                own.put(name.substring(place.length()), array);
            }
        });
        return new ArrayFile(file.kind(), file.header(), own);
    }

    private static String place(int member) {
        return "member." + member + ".";
    }
}
