package dev.millrace.datasets;

import dev.millrace.artifacts.Scratch;
import java.nio.file.Path;

/** Uploaded data, read to its end and found good, in a temporary file that goes when this is closed. */
public final class ReceivedData implements AutoCloseable {
    private final Scratch scratch;
    private final Path file;
    private final DatasetFormat format;
    private final DataShape shape;
    private final long sizeBytes;
    private final String sha256;

    ReceivedData(Scratch scratch, Path file, DatasetFormat format, DataShape shape, long sizeBytes, String sha256) {
        this.scratch = scratch;
        this.file = file;
        this.format = format;
        this.shape = shape;
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
    }

    /** The one file that the shape's source reads. */
    Path file() {
        return file;
    }

    DatasetFormat format() {
        return format;
    }

    DataShape shape() {
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
