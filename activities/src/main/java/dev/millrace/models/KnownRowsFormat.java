package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The rows of {@link KnownRows} with their clusters. */
final class KnownRowsFormat implements PredictorFormat<KnownRows> {
    @Override
    public String kind() {
        return "known_rows";
    }

    @Override
    public Class<KnownRows> type() {
        return KnownRows.class;
    }

    @Override
    public Map<String, Object> write(KnownRows model, Map<String, Object> arrays) {
        arrays.put("rows", model.rows());
        arrays.put("clusters", model.clusters());
        return Map.of();
    }

    @Override
    public KnownRows read(JsonNode header, ArrayFile file, int features) {
        KnownRows model = new KnownRows(file.floats("rows"), file.ints("clusters"));
        if (model.features() != features) {
            throw new IllegalArgumentException("its rows do not have its features");
        }
        return model;
    }
}
