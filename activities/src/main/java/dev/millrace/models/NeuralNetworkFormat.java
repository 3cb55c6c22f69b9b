package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The layers of a {@link NeuralNetwork} and what is around them. */
final class NeuralNetworkFormat implements PredictorFormat<NeuralNetwork> {
    @Override
    public String kind() {
        return "neural_network";
    }

    @Override
    public Class<NeuralNetwork> type() {
        return NeuralNetwork.class;
    }

    @Override
    public Map<String, Object> write(NeuralNetwork model, Map<String, Object> arrays) {
        arrays.put("sizes", model.sizes());
        arrays.put("weights", model.weights());
        return Map.of(
                "link", model.link(),
                "activation", model.activation(),
                "mean", model.mean(),
                "deviation", model.deviation());
    }

    @Override
    public NeuralNetwork read(JsonNode header, ArrayFile file, int features) {
        NeuralNetwork model = new NeuralNetwork(
                LinearModel.Link.valueOf(header.path("link").asString("")),
                NeuralNetwork.Activation.valueOf(header.path("activation").asString("")),
                file.ints("sizes"),
                file.floats("weights"),
                header.path("mean").doubleValue(),
                header.path("deviation").doubleValue());
        if (model.sizes()[0] != features) {
            throw new IllegalArgumentException("its first layer is not that of its features");
        }
        return model;
    }
}
