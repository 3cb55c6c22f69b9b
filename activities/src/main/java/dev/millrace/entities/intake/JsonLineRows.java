package dev.millrace.entities.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Lines: one object a line, its {@code id} beside the attributes. */
final class JsonLineRows implements Rows {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Input in;
    private long number;

    JsonLineRows(Input in) {
        this.in = in;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            if (next < 0) {
                return null;
            }
            number++;
            boolean whole = true;
            for (; next >= 0 && next != '\n'; next = in.read()) {
                whole &= line.size() < ROW_BYTES;
                if (whole) {
                    line.write(next);
                }
            }
            if (!whole) {
                return bad("is longer than " + ROW_BYTES + " bytes, the most allowed");
            }
            byte[] bytes = line.toByteArray();
            String text = Input.text(bytes, 0, bytes.length);
            if (text == null) {
                return bad("is not UTF-8 text; save the file as UTF-8");
            }
            if (!text.isBlank()) {
                return row(text);
            }
        }
    }

    private Row row(String line) {
        try {
            if (!(JSON.readTree(line) instanceof ObjectNode object)) {
                return bad("is no JSON object; each line is one entity, {\"id\": \"…\", …}");
            }
            JsonNode id = object.remove("id");
            if (id == null || !(id.isString() || id.isIntegralNumber())) {
                return bad("has no id; id is a string");
            }
            return new Row.Good(number, id.asString(), object);
        } catch (JacksonException e) {
            return bad("is not JSON: " + e.getOriginalMessage());
        }
    }

    private Row bad(String reason) {
        return new Row.Bad(number, "the line " + reason);
    }
}
