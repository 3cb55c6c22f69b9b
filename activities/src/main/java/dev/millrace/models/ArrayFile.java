package dev.millrace.models;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON header and named arrays of numbers, in one binary file: the magic {@code MILLRACE}, the format's version, the kind,
 * the header, the arrays (little-endian), and a CRC-32C of all that. The one format for models, prepared rows and
 * checkpoints; nothing in it is code. Arrays are {@code int[]}, {@code float[]} or {@code double[]}.
 */
public record ArrayFile(String kind, byte[] header, Map<String, Object> arrays) {
    /** Names in order: maps differ in theirs between processes, and the same content is to be the same bytes. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public ArrayFile {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    /** A file whose header is the given value as JSON. */
    public static ArrayFile of(String kind, Object header, Map<String, Object> arrays) {
        return new ArrayFile(kind, JSON.writeValueAsBytes(header), arrays);
    }

    public <T> T header(Class<T> type) {
        try {
            return JSON.readValue(header, type);
        } catch (JacksonException e) {
            throw damaged("its header does not say what a " + kind + " needs");
        }
    }

    public int[] ints(String name) {
        return array(name, int[].class);
    }

    public float[] floats(String name) {
        return array(name, float[].class);
    }

    public double[] doubles(String name) {
        return array(name, double[].class);
    }

    private <T> T array(String name, Class<T> type) {
        if (!type.isInstance(arrays.get(name))) {
            throw damaged("it has no " + type.getSimpleName() + " " + name);
        }
        return type.cast(arrays.get(name));
    }

    public void write(OutputStream out) throws IOException {
        ArrayFileWriter.write(this, out);
    }

    /**
     * @param size the length of the file in bytes; nothing larger is allocated on its word
     * @throws Problem when the bytes are not such a file of that kind
     */
    public static ArrayFile read(String kind, InputStream in, long size) throws IOException {
        return new ArrayFileReader(in, size).read(kind);
    }

    /** What is thrown for bytes that cannot be what they should be. */
    public static Problem damaged(String why) {
        return new Problem(ProblemType.INVALID, "the file is damaged or not one of Millrace's: " + why);
    }
}
