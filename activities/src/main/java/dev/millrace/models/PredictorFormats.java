package dev.millrace.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Every kind of predictor that a model file may hold. A new one is added here. */
final class PredictorFormats {
    private static final String KIND = "kind";
    private static final List<PredictorFormat<?>> ALL = List.of(
            new LinearFormat(),
            new ForestFormat(),
            new AdaboostFormat(),
            new XgboostFormat(),
            new OnnxFormat(),
            new DiagonalGaussiansFormat(),
            new GaussiansFormat(),
            new NeighbourVoteFormat(),
            new KernelExpansionFormat(),
            new KernelPairsFormat(),
            new NeuralNetworkFormat(),
            new CentroidsFormat(),
            new CorePointsFormat(),
            new KnownRowsFormat(),
            new IsolationTreesFormat(),
            new OneClassMachineFormat(),
            new ForecastFormat(),
            new EnsembleFormat());

    private PredictorFormats() {}

    /** Puts the predictor's arrays into {@code arrays}, and answers its header. */
    static JsonNode write(Predictor predictor, Map<String, Object> arrays) {
        PredictorFormat<?> format = ALL.stream()
                .filter(candidate -> candidate.type().isInstance(predictor))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format for " + predictor.getClass()));
        return ArrayFile.JSON.valueToTree(header(format, predictor, arrays));
    }

    /** @throws IllegalArgumentException when there is no such predictor in the file */
    static Predictor read(JsonNode header, ArrayFile file, int features) {
        String kind = header.path(KIND).asString("");
        return ALL.stream()
                .filter(candidate -> candidate.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has a predictor of unknown kind"))
                .read(header, file, features);
    }

    private static <P extends Predictor> Map<String, Object> header(
            PredictorFormat<P> format, Predictor predictor, Map<String, Object> arrays) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(KIND, format.kind());
        header.putAll(format.write(format.type().cast(predictor), arrays));
        return header;
    }
}
