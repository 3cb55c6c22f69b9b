package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The kernel, support vectors and machines of {@link KernelPairs}. */
final class KernelPairsFormat implements PredictorFormat<KernelPairs> {
    @Override
    public String kind() {
        return "kernel_pairs";
    }

    @Override
    public Class<KernelPairs> type() {
        return KernelPairs.class;
    }

    @Override
    public Map<String, Object> write(KernelPairs model, Map<String, Object> arrays) {
        arrays.put("rows", model.rows().values());
        arrays.put("ends", model.ends());
        arrays.put("coefficients", model.coefficients());
        arrays.put("intercepts", model.intercepts());
        arrays.put("slopes", model.slopes());
        arrays.put("shifts", model.shifts());
        return Map.of("kernel", model.rows().kernel().header());
    }

    @Override
    public KernelPairs read(JsonNode header, ArrayFile file, int features) {
        return new KernelPairs(
                new KernelRows(KernelFunction.read(header), features, file.floats("rows")),
                file.ints("ends"),
                file.doubles("coefficients"),
                file.doubles("intercepts"),
                file.doubles("slopes"),
                file.doubles("shifts"));
    }
}
