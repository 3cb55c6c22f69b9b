package dev.millrace.models;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;

/** Writes an {@link ArrayFile}, through a buffer of fixed size. */
final class ArrayFileWriter {
    static final byte[] MAGIC = "MILLRACE".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;
    static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    private ArrayFileWriter(OutputStream out) {
        this.out = out;
    }

    static void write(ArrayFile file, OutputStream out) throws IOException {
        ArrayFileWriter writer = new ArrayFileWriter(out);
        writer.buffer.put(MAGIC).putInt(VERSION);
        writer.bytes(file.kind().getBytes(StandardCharsets.UTF_8));
        writer.bytes(file.header());
        writer.room(4).putInt(file.arrays().size());
        for (Map.Entry<String, Object> array : file.arrays().entrySet()) {
            writer.bytes(array.getKey().getBytes(StandardCharsets.UTF_8));
            writer.array(array.getValue());
        }
        writer.flush();
        writer.buffer.putLong(writer.checksum.getValue());
        writer.flush();
        out.flush();
    }

    private void bytes(byte[] bytes) throws IOException {
        room(4).putInt(bytes.length);
        for (int at = 0; at < bytes.length; at += BUFFER) {
            flush();
            buffer.put(bytes, at, Math.min(BUFFER, bytes.length - at));
        }
    }

    private void array(Object array) throws IOException {
        switch (array) {
            case int[] ints -> {
                room(5).put((byte) 'i').putInt(ints.length);
                for (int value : ints) {
                    room(4).putInt(value);
                }
            }
            case float[] floats -> {
                room(5).put((byte) 'f').putInt(floats.length);
                for (float value : floats) {
                    room(4).putFloat(value);
                }
            }
            case double[] doubles -> {
                room(5).put((byte) 'd').putInt(doubles.length);
                for (double value : doubles) {
                    room(8).putDouble(value);
                }
            }
            default -> throw new IllegalArgumentException("no array of numbers: " + array.getClass());
        }
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        checksum.update(buffer.array(), 0, buffer.position());
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
