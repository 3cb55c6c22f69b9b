package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The kernel, rows and coefficients of a {@link KernelExpansion}. */
final class KernelExpansionFormat implements PredictorFormat<KernelExpansion> {
    @Override
    public String kind() {
        return "kernel_expansion";
    }

    @Override
    public Class<KernelExpansion> type() {
        return KernelExpansion.class;
    }

    @Override
    public Map<String, Object> write(KernelExpansion model, Map<String, Object> arrays) {
        arrays.put("rows", model.rows().values());
        arrays.put("coefficients", model.coefficients());
        return Map.of("kernel", model.rows().kernel().header(), "intercept", model.intercept());
    }

    @Override
    public KernelExpansion read(JsonNode header, ArrayFile file, int features) {
        return new KernelExpansion(
                new KernelRows(KernelFunction.read(header), features, file.floats("rows")),
                file.doubles("coefficients"),
                header.path("intercept").doubleValue());
    }
}
