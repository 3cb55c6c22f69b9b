package dev.millrace.datasets;

import java.io.IOException;

/**
 * Splits CSV as RFC 4180 has it into records: values may be quoted, quotes within are doubled, a quoted value may span lines.
 * More lenient in that lines may end in LF alone and a quote inside an unquoted value stands for itself.
 */
final class CsvScanner {
    private enum State {
        VALUE_START,
        PLAIN,
        QUOTED,
        QUOTE_WITHIN,
        CARRIAGE_RETURN
    }

    private final byte delimiter;
    private final CsvRecord current;
    private final Sink records;
    private State state = State.VALUE_START;
    private boolean open;
    private long line = 1;
    private long quotedSince;

    CsvScanner(byte delimiter, int mostRowBytes, Sink records) {
        this.delimiter = delimiter;
        this.current = new CsvRecord(mostRowBytes);
        this.records = records;
    }

    void scan(byte[] bytes, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            scan(bytes[i]);
        }
    }

    private void scan(byte value) throws IOException {
        if (!open) {
            current.begin(line);
            open = true;
        }
        state = switch (state) {
            case VALUE_START -> value == '"' ? beginQuoted() : plain(value);
            case PLAIN -> plain(value);
            case QUOTED -> quoted(value);
            case QUOTE_WITHIN -> value == '"' ? keep(value, State.QUOTED) : afterQuoted(value);
            case CARRIAGE_RETURN -> afterCarriageReturn(value);
        };
    }

    private State plain(byte value) throws IOException {
        if (value == delimiter) {
            current.endField();
            return State.VALUE_START;
        }
        return switch (value) {
            case '\n' -> endRecord();
            case '\r' -> State.CARRIAGE_RETURN;
            default -> keep(value, State.PLAIN);
        };
    }

    private State beginQuoted() {
        quotedSince = line;
        current.quoted();
        return State.QUOTED;
    }

    private State quoted(byte value) {
        if (value == '"') {
            return State.QUOTE_WITHIN;
        }
        line += value == '\n' ? 1 : 0;
        return keep(value, State.QUOTED);
    }

    private State afterQuoted(byte value) throws IOException {
        if (value != delimiter && value != '\n' && value != '\r') {
            throw Unreadable.inLine(
                    line, "has text after a closing quote; a quote inside a quoted value is written twice (\"\")");
        }
        return plain(value);
    }

    private State afterCarriageReturn(byte value) throws IOException {
        if (value != '\n') {
            throw Unreadable.inLine(line, "holds a carriage return within; lines end in LF or CR LF");
        }
        return endRecord();
    }

    private State keep(byte value, State next) {
        current.add(value);
        return next;
    }

    private State endRecord() throws IOException {
        current.endField();
        open = false;
        line++;
        records.accept(current);
        return State.VALUE_START;
    }

    /** Ends the last record, whether or not its line is ended. */
    void end() throws IOException {
        if (state == State.QUOTED) {
            throw Unreadable.inLine(quotedSince, "opens a quote that is never closed");
        }
        if (open) {
            endRecord();
        }
    }

    /** The line now being read, counted from 1. */
    long line() {
        return line;
    }

    /** Takes a record before its buffer is used again. */
    @FunctionalInterface
    interface Sink {
        void accept(CsvRecord record) throws IOException;
    }
}
