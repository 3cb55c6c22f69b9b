package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Scratch;
import dev.millrace.artifacts.Sha256;
import dev.millrace.tenancy.TenantId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
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
        try (Upload upload = Upload.of(bytes, limits)) {
            InputStream content = new BufferedInputStream(upload, BUFFER);
            return switch (Magic.format(content)) {
                case CSV -> csv(scratch, upload, content);
                case JSONL -> jsonLines(scratch, upload, content);
                case PARQUET -> parquet(scratch, upload, content);
            };
        } catch (IOException e) {
            scratch.close();
            throw new UncheckedIOException("an upload could not be written below " + work, e);
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private ReceivedData csv(Scratch scratch, Upload upload, InputStream content) throws IOException {
        Path csv = scratch.file("data.csv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(csv), BUFFER)) {
            CsvRows rows = new CsvRows(limits, out);
            String sha256 = new CsvIntake(limits, rows).take(content);
            return new ReceivedData(
                    scratch, csv, DatasetFormat.CSV, rows.shape().in(csv), upload.size(), sha256);
        }
    }

    private ReceivedData jsonLines(Scratch scratch, Upload upload, InputStream content) throws IOException {
        Path lines = scratch.file("data.jsonl");
        String sha256 = copy(content, lines);
        Path csv = scratch.file("data.csv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(csv), BUFFER)) {
            CsvRows rows = new CsvRows(limits, out);
            new JsonLines(lines, limits).writeTo(rows);
            Files.delete(lines);
            return new ReceivedData(
                    scratch, csv, DatasetFormat.JSONL, rows.shape().in(csv), upload.size(), sha256);
        }
    }

    private ReceivedData parquet(Scratch scratch, Upload upload, InputStream content) throws IOException {
        Path parquet = scratch.file("upload.parquet");
        String sha256 = copy(content, parquet);
        Magic.requireParquetEnd(parquet);
        try (DuckSession session = duckDb.open(parquet)) {
            DataShape shape = new ParquetIntake(session, parquet, limits).shape();
            return new ReceivedData(scratch, parquet, DatasetFormat.PARQUET, shape, upload.size(), sha256);
        }
    }

    /** Answers the SHA-256 of what it copied. */
    private static String copy(InputStream content, Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            content.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    StoredData store(ReceivedData data, TenantId tenant) {
        try (DuckSession session = duckDb.open(data.file())) {
            Path parquet = session.file("data.parquet");
            write(session, data, parquet);
            List<ColumnSummary> columns = Statistics.of(session, parquet, data.shape());
            return new StoredData(artifacts.put(tenant, parquet), columns);
        }
    }

    private static void write(DuckSession session, ReceivedData data, Path parquet) {
        try {
            ParquetWriter.write(session, data.shape(), parquet);
        } catch (IllegalStateException e) {
            // What is wrong with CSV was found when it came in; of a Parquet file that is known once all of it was
            // read.
            throw data.format() == DatasetFormat.PARQUET ? ParquetIntake.damaged() : e;
        }
    }
}
