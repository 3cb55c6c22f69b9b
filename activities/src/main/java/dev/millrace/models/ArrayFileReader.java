package dev.millrace.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Reads an {@link ArrayFile}; believes no length that the rest of the file could not hold. */
final class ArrayFileReader {
    private static final int SHORT_TEXT = 1 << 10;

    private final InputStream in;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer buffer =
            ByteBuffer.allocate(ArrayFileWriter.BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private long left;

    ArrayFileReader(InputStream in, long size) {
        this.in = in;
        this.left = size;
    }

    ArrayFile read(String kind) throws IOException {
        if (!Arrays.equals(bytes(ArrayFileWriter.MAGIC.length), ArrayFileWriter.MAGIC)) {
            throw ArrayFile.damaged("it does not begin with MILLRACE");
        }
        int version = chunk(4).getInt();
        if (version != ArrayFileWriter.VERSION) {
            throw ArrayFile.damaged("it is of format version " + version + ", not " + ArrayFileWriter.VERSION);
        }
        String found = text();
        if (!found.equals(kind)) {
            throw ArrayFile.damaged("it is not a " + kind);
        }
        byte[] header = bytes(length(1, Integer.MAX_VALUE));
        Map<String, Object> arrays = new LinkedHashMap<>();
        for (int count = length(9, SHORT_TEXT); count > 0; count--) {
            arrays.put(text(), array());
        }
        long expected = checksum.getValue();
        if (chunk(8).getLong() != expected || left != 0) {
            throw ArrayFile.damaged("its checksum is not that of its content");
        }
        return new ArrayFile(kind, header, arrays);
    }

    private Object array() throws IOException {
        byte type = chunk(1).get();
        return switch (type) {
            case 'i' -> ints(new int[length(4, Integer.MAX_VALUE)]);
            case 'f' -> floats(new float[length(4, Integer.MAX_VALUE)]);
            case 'd' -> doubles(new double[length(8, Integer.MAX_VALUE)]);
            default -> throw ArrayFile.damaged("it has an array of unknown type");
        };
    }

    private int[] ints(int[] values) throws IOException {
        for (int at = 0; at < values.length; ) {
            int count = Math.min(values.length - at, ArrayFileWriter.BUFFER / 4);
            chunk(count * 4).asIntBuffer().get(values, at, count);
            at += count;
        }
        return values;
    }

    private float[] floats(float[] values) throws IOException {
        for (int at = 0; at < values.length; ) {
            int count = Math.min(values.length - at, ArrayFileWriter.BUFFER / 4);
            chunk(count * 4).asFloatBuffer().get(values, at, count);
            at += count;
        }
        return values;
    }

    private double[] doubles(double[] values) throws IOException {
        for (int at = 0; at < values.length; ) {
            int count = Math.min(values.length - at, ArrayFileWriter.BUFFER / 8);
            chunk(count * 8).asDoubleBuffer().get(values, at, count);
            at += count;
        }
        return values;
    }

    private String text() throws IOException {
        return new String(bytes(length(1, SHORT_TEXT)), StandardCharsets.UTF_8);
    }

    private int length(int bytesEach, int most) throws IOException {
        int length = chunk(4).getInt();
        if (length < 0 || length > most || (long) length * bytesEach > left) {
            throw ArrayFile.damaged("it ends before its content does");
        }
        return length;
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int at = 0; at < count; ) {
            int part = Math.min(count - at, ArrayFileWriter.BUFFER);
            chunk(part).get(bytes, at, part);
            at += part;
        }
        return bytes;
    }

    /** The next bytes of the file, at most a buffer full. */
    private ByteBuffer chunk(int count) throws IOException {
        left -= count;
        if (left < 0 || in.readNBytes(buffer.array(), 0, count) < count) {
            throw ArrayFile.damaged("it ends before its content does");
        }
        checksum.update(buffer.array(), 0, count);
        return buffer.clear().limit(count);
    }
}
