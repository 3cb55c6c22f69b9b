package dev.millrace.entities.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of CSV as RFC 4180 has it. A record at fault is told, and reading goes on with the next line: what an unclosed
 * quote swallows is given back.
 */
final class CsvRecords {
    private final Input in;
    private final int delimiter;

    CsvRecords(Input in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /** Either the values of a record, or what is wrong with it. */
    record CsvRecord(List<String> values, @Nullable String fault) {
        boolean isBlank() {
            return fault == null && values.size() == 1 && values.getFirst().isEmpty();
        }
    }

    /** Null after the last. */
    @Nullable
    CsvRecord next() throws IOException {
        return new Reading().record();
    }

    /** One record under way. */
    private final class Reading {
        private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
        private final ByteArrayOutputStream value = new ByteArrayOutputStream();
        private final List<String> values = new ArrayList<>();
        private @Nullable String fault;

        @Nullable
        CsvRecord record() throws IOException {
            int first = take();
            if (first < 0) {
                return null;
            }
            boolean more = true;
            for (int next = first; more; next = more ? take() : -1) {
                more = value(next);
            }
            return new CsvRecord(fault == null ? values : List.of(), fault);
        }

        /** Reads a value that begins with this byte; whether another follows in the record. */
        private boolean value(int first) throws IOException {
            int next = first == '"' ? quoted() : first;
            while (next != delimiter && !endsLine(next)) {
                value.write(next);
                if (first == '"') {
                    return failLine("has text after a closing quote; a quote inside a quoted value is written twice");
                }
                if (raw.size() > Rows.ROW_BYTES) {
                    return failLine(tooLong());
                }
                next = take();
            }
            if (fault == null) {
                end();
            }
            return next == delimiter;
        }

        /** Reads to the closing quote; answers what follows it. */
        private int quoted() throws IOException {
            for (int next = take(); next >= 0 && raw.size() <= Rows.ROW_BYTES; next = take()) {
                if (next == '"') {
                    next = take();
                    if (next != '"') {
                        return next;
                    }
                }
                value.write(next);
            }
            fault = raw.size() > Rows.ROW_BYTES ? tooLong() : "opens a quote that is never closed";
            giveBack();
            return -1;
        }

        /** What comes after the first line of this record is read again, as records of their own. */
        private void giveBack() throws IOException {
            byte[] bytes = raw.toByteArray();
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    in.putBack(Arrays.copyOfRange(bytes, i + 1, bytes.length));
                    return;
                }
            }
            skipLine();
        }

        private boolean failLine(String reason) throws IOException {
            fault = reason;
            skipLine();
            return false;
        }

        private void skipLine() throws IOException {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                next = in.read();
            }
        }

        private void end() {
            byte[] bytes = value.toByteArray();
            String text = Input.text(bytes, 0, bytes.length);
            if (text == null) {
                fault = "is not UTF-8 text; save the file as UTF-8";
            } else {
                values.add(text);
            }
            value.reset();
        }

        private int take() throws IOException {
            int next = in.read();
            if (next == '\r') {
                int after = in.read();
                if (after == '\n') {
                    raw.write('\r');
                    next = '\n';
                } else if (after >= 0) {
                    in.putBack(new byte[] {(byte) after});
                }
            }
            if (next >= 0) {
                raw.write(next);
            }
            return next;
        }

        private static boolean endsLine(int next) {
            return next < 0 || next == '\n';
        }

        private static String tooLong() {
            return "is longer than " + Rows.ROW_BYTES + " bytes, the most allowed; is a quote never closed?";
        }
    }
}
