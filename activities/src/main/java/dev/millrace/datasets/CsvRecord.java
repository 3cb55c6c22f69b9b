package dev.millrace.datasets;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The values of one CSV record, quotes undone, as bytes; used again for the next record. */
final class CsvRecord {
    private final int mostBytes;
    private byte[] bytes = new byte[1 << 10];
    private int[] ends = new int[16];
    private int size;
    private int fields;
    private long line;
    private boolean quoted;

    CsvRecord(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    void begin(long firstLine) {
        line = firstLine;
        size = 0;
        fields = 0;
        quoted = false;
    }

    void add(byte value) {
        if (size == bytes.length) {
            grow();
        }
        bytes[size++] = value;
    }

    void quoted() {
        quoted = true;
    }

    void endField() {
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, fields * 2);
        }
        ends[fields++] = size;
    }

    private void grow() {
        if (size >= mostBytes) {
            throw Unreadable.inLine(
                    line,
                    "begins a row of more than " + mostBytes + " bytes, the most allowed; is a quote never closed?");
        }
        bytes = Arrays.copyOf(bytes, Math.min(size * 2, mostBytes));
    }

    /** The line it begins in, counted from 1. */
    long line() {
        return line;
    }

    int fields() {
        return fields;
    }

    byte[] bytes() {
        return bytes;
    }

    int from(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int to(int field) {
        return ends[field];
    }

    String text(int field) {
        return new String(bytes, from(field), to(field) - from(field), StandardCharsets.UTF_8);
    }

    /** An empty line; a lone pair of quotes is a row with one empty value. */
    boolean isBlank() {
        return fields == 1 && size == 0 && !quoted;
    }
}
