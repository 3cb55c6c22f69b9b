package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.tenancy.TenantId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Uploaded data, read to its end and found good, in a temporary file that goes when this is closed. */
public final class ReceivedData implements AutoCloseable {
    private final Scratch scratch;
    private final CsvShape shape;
    private final long sizeBytes;
    private final String sha256;

    private ReceivedData(Scratch scratch, CsvShape shape, long sizeBytes, String sha256) {
        this.scratch = scratch;
        this.shape = shape;
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
    }

    static ReceivedData of(InputStream bytes, DatasetLimits limits, Path work) throws IOException {
        Scratch scratch = Scratch.below(work);
        try (Upload upload = Upload.of(bytes, limits);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(csv(scratch)), 1 << 16)) {
            CsvRows rows = new CsvRows(limits, out);
            String sha256 = new CsvIntake(limits, rows).take(upload);
            return new ReceivedData(scratch, rows.shape(), upload.size(), sha256);
        } catch (IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** Typed and stored as Parquet. */
    Stored store(DuckDb duckDb, ArtifactStore artifacts, TenantId tenant) {
        try (DuckSession session = duckDb.open(csv(scratch))) {
            Path parquet = session.file("data.parquet");
            ParquetWriter.write(session, csv(scratch), shape, parquet);
            List<ColumnSummary> columns = Statistics.of(session, parquet, shape);
            return new Stored(artifacts.put(tenant, parquet), columns);
        }
    }

    private static Path csv(Scratch scratch) {
        return scratch.file("data.csv");
    }

    long rows() {
        return shape.rows();
    }

    /** With gzip undone. */
    long sizeBytes() {
        return sizeBytes;
    }

    String sha256() {
        return sha256;
    }

    @Override
    public void close() {
        scratch.close();
    }

    record Stored(ArtifactHandle parquet, List<ColumnSummary> columns) {}
}
