package dev.millrace.models.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A protobuf message that is written field by field, by the numbers that its definition gives them. */
final class Proto {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    Proto number(int field, long value) {
        return write(() -> out.writeInt64(field, value));
    }

    Proto real(int field, float value) {
        return write(() -> out.writeFloat(field, value));
    }

    Proto text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto bytes(int field, byte[] value) {
        return write(() -> out.writeByteArray(field, value));
    }

    Proto message(int field, Proto value) {
        return bytes(field, value.toBytes());
    }

    /** A repeated field, packed. */
    Proto reals(int field, float[] values) {
        return write(() -> {
            out.writeTag(field, 2);
            out.writeUInt32NoTag(4 * values.length);
            for (float value : values) {
                out.writeFloatNoTag(value);
            }
        });
    }

    /** A repeated field, packed. */
    Proto numbers(int field, long[] values) {
        return write(() -> {
            int size = 0;
            for (long value : values) {
                size += CodedOutputStream.computeInt64SizeNoTag(value);
            }
            out.writeTag(field, 2);
            out.writeUInt32NoTag(size);
            for (long value : values) {
                out.writeInt64NoTag(value);
            }
        });
    }

    byte[] toBytes() {
        write(out::flush);
        return bytes.toByteArray();
    }

    private Proto write(Writing writing) {
        try {
            writing.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
    }

    private interface Writing {
        void write() throws IOException;
    }
}
