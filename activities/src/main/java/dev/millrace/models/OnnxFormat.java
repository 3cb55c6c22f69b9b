package dev.millrace.models;

import java.nio.ByteBuffer;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The file of an {@link OnnxModel}, four bytes a number, and what its inputs and output are. */
final class OnnxFormat implements PredictorFormat<OnnxModel> {
    @Override
    public String kind() {
        return "onnx";
    }

    @Override
    public Class<OnnxModel> type() {
        return OnnxModel.class;
    }

    @Override
    public Map<String, Object> write(OnnxModel model, Map<String, Object> arrays) {
        int length = model.file().length;
        ByteBuffer bytes = ByteBuffer.allocate(4 * Math.ceilDiv(length, 4));
        bytes.put(model.file()).rewind();
        int[] packed = new int[bytes.capacity() / 4];
        bytes.asIntBuffer().get(packed);
        arrays.put("onnx", packed);
        return Map.of("length", length, "fields", model.fields(), "output", model.output(), "outputs", model.outputs());
    }

    @Override
    public OnnxModel read(JsonNode header, ArrayFile file, int features) {
        int[] packed = file.ints("onnx");
        int length = header.path("length").asInt(-1);
        if (length < 0 || Math.ceilDiv(length, 4) != packed.length) {
            throw new IllegalArgumentException("the ONNX file is not as long as it should be");
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * packed.length);
        bytes.asIntBuffer().put(packed);
        byte[] onnx = new byte[length];
        bytes.get(onnx);
        return new OnnxModel(
                onnx,
                ArrayFile.JSON.convertValue(header.path("fields"), new TypeReference<>() {}),
                header.path("output").asString(""),
                header.path("outputs").asInt(0));
    }
}
