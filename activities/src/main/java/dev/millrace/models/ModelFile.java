package dev.millrace.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Models as bytes, in a format of our own: an {@link ArrayFile} of kind {@code model}. Nothing in it is code. */
public final class ModelFile {
    private static final String KIND = "model";

    private ModelFile() {}

    public static void write(TrainedModel model, OutputStream out) throws IOException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        Header header = new Header(
                model.algorithm(),
                model.inputs(),
                PredictorFormats.write(model.predictor(), arrays),
                model.importances(),
                model.engines());
        model.background().write(arrays);
        ArrayFile.of(KIND, header, arrays).write(out);
    }

    /**
     * @param size the length of the file; nothing larger is allocated on its word
     * @throws dev.millrace.problems.Problem when the bytes are not such a file
     */
    public static TrainedModel read(InputStream in, long size) throws IOException {
        ArrayFile file = ArrayFile.read(KIND, in, size);
        Header header = file.header(Header.class);
        try {
            int features = header.inputs().preprocessing().features().size();
            return new TrainedModel(
                    header.algorithm(),
                    header.inputs(),
                    PredictorFormats.read(header.predictor(), file, features),
                    header.importances(),
                    header.engines(),
                    Background.read(file, features));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw ArrayFile.damaged(String.valueOf(e.getMessage()));
        }
    }

    /** The inputs alone, as JSON, for the steps between preparing and fitting. */
    public static byte[] write(ModelInputs inputs) {
        return ArrayFile.JSON.writeValueAsBytes(inputs);
    }

    public static ModelInputs readInputs(byte[] json) {
        try {
            return ArrayFile.JSON.readValue(json, ModelInputs.class);
        } catch (JacksonException e) {
            throw ArrayFile.damaged("it does not say what the inputs of a model are");
        }
    }

    private record Header(
            String algorithm,
            ModelInputs inputs,
            JsonNode predictor,
            Map<String, Double> importances,
            Map<String, String> engines) {}
}
