package dev.millrace.datasets;

import java.nio.file.Path;

/** Uploaded data, read to its end and found good, in a temporary file that goes when this is closed. */
public final class ReceivedData implements AutoCloseable {
    private final Scratch scratch;
    private final Path csv;
    private final CsvShape shape;
    private final long sizeBytes;
    private final String sha256;

    ReceivedData(Scratch scratch, Path csv, CsvShape shape, long sizeBytes, String sha256) {
        this.scratch = scratch;
        this.csv = csv;
        this.shape = shape;
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
    }

    Path csv() {
        return csv;
    }

    CsvShape shape() {
        return shape;
    }

    /** With gzip undone. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** Of the bytes with gzip undone. */
    String sha256() {
        return sha256;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
