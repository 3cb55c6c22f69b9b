package dev.millrace.models.upload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Reads UBJSON (draft 12, as XGBoost writes it: big-endian, with typed arrays) and writes what it says as JSON. */
final class UbjToJson {
    private static final int DEEPEST = 64;

    private final DataInputStream in;
    private final JsonGenerator json;

    private UbjToJson(byte[] ubj, JsonGenerator json) {
        this.in = new DataInputStream(new ByteArrayInputStream(ubj));
        this.json = json;
    }

    /** @throws IOException when the bytes are no UBJSON */
    static byte[] convert(byte[] ubj) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            UbjToJson reading = new UbjToJson(ubj, json);
            reading.value(reading.in.readByte(), 0);
        }
        return bytes.toByteArray();
    }

    private void value(byte type, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("it is nested too deep");
        }
        switch (type) {
            case 'Z' -> json.writeNull();
            case 'T' -> json.writeBoolean(true);
            case 'F' -> json.writeBoolean(false);
            case 'd' -> json.writeNumber(in.readFloat());
            case 'D' -> json.writeNumber(in.readDouble());
            case 'S' -> json.writeString(text());
            case 'C' -> json.writeString(String.valueOf((char) in.readByte()));
            case '[' -> array(depth);
            case '{' -> object(depth);
            default -> json.writeNumber(integer(type));
        }
    }

    private long integer(byte type) throws IOException {
        return switch (type) {
            case 'i' -> in.readByte();
            case 'U' -> in.readUnsignedByte();
            case 'I' -> in.readShort();
            case 'l' -> in.readInt();
            case 'L' -> in.readLong();
            default -> throw new IOException("it has a value of unknown type");
        };
    }

    /** A count that the rest of the bytes could hold. */
    private int count() throws IOException {
        long count = integer(in.readByte());
        if (count < 0 || count > in.available()) {
            throw new IOException("it ends before its content does");
        }
        return (int) count;
    }

    private String text() throws IOException {
        return new String(in.readNBytes(count()), StandardCharsets.UTF_8);
    }

    private void array(int depth) throws IOException {
        json.writeStartArray();
        byte type = in.readByte();
        if (type == '$') {
            byte element = in.readByte();
            if ("iUIlLdDS".indexOf(element) < 0 || in.readByte() != '#') {
                throw new IOException("it has an array of unknown type");
            }
            for (int left = count(); left > 0; left--) {
                value(element, depth + 1);
            }
        } else if (type == '#') {
            for (int left = count(); left > 0; left--) {
                value(in.readByte(), depth + 1);
            }
        } else {
            for (; type != ']'; type = in.readByte()) {
                value(type, depth + 1);
            }
        }
        json.writeEndArray();
    }

    private void object(int depth) throws IOException {
        json.writeStartObject();
        for (byte type = in.readByte(); type != '}'; type = in.readByte()) {
            long length = integer(type);
            if (length < 0 || length > in.available()) {
                throw new IOException("it ends before its content does");
            }
            json.writeName(new String(in.readNBytes((int) length), StandardCharsets.UTF_8));
            value(in.readByte(), depth + 1);
        }
        json.writeEndObject();
    }
}
