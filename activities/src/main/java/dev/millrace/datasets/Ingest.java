package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.tenancy.TenantId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes uploads in: first to a temporary file while they arrive, then to Parquet. */
public final class Ingest {
    private static final int BUFFER = 1 << 16;

    private final ArtifactStore artifacts;
    private final DuckDb duckDb;
    private final DatasetLimits limits;
    private final Path work;

    /** {@code work} is the folder of the temporary files. */
    public Ingest(ArtifactStore artifacts, DuckDb duckDb, DatasetLimits limits, Path work) {
        this.artifacts = artifacts;
        this.duckDb = duckDb;
        this.limits = limits;
        this.work = work.toAbsolutePath().normalize();
    }

    ReceivedData receive(InputStream bytes) {
        Scratch scratch = Scratch.below(work);
        Path csv = scratch.file("data.csv");
        try (Upload upload = Upload.of(bytes, limits);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(csv), BUFFER)) {
            CsvRows rows = new CsvRows(limits, out);
            String sha256 = new CsvIntake(limits, rows).take(upload);
            return new ReceivedData(scratch, csv, rows.shape(), upload.size(), sha256);
        } catch (IOException e) {
            scratch.close();
            throw new UncheckedIOException("an upload could not be written below " + work, e);
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    StoredData store(ReceivedData data, TenantId tenant) {
        try (DuckSession session = duckDb.open(data.csv())) {
            Path parquet = session.file("data.parquet");
            ParquetWriter.write(session, data.csv(), data.shape(), parquet);
            List<ColumnSummary> columns = Statistics.of(session, parquet, data.shape());
            return new StoredData(artifacts.put(tenant, parquet), columns);
        }
    }
}
