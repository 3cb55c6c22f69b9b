package dev.millrace.prediction;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.datasets.ParquetExport;
import dev.millrace.jobs.JobRef;
import dev.millrace.models.OutputKind;
import dev.millrace.tenancy.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what a batch came to, in the order of the input; of a batch that is still working, what there is so far. */
@Component
public final class BatchResults {
    private static final int CHUNKS_AT_A_TIME = 200;

    private final BatchPredictions batches;
    private final ResultParts parts;
    private final ParquetExport parquet;

    BatchResults(BatchPredictions batches, ResultParts parts, ParquetExport parquet) {
        this.batches = batches;
        this.parts = parts;
        this.parquet = parquet;
    }

    /** Streams all results: CSV by RFC 4180 with a header, JSON Lines, or Parquet. The stream is flushed and left open. */
    public void write(JobRef job, BatchPredictionSpec.OutputFormat format, OutputStream out) throws IOException {
        switch (format) {
            case JSONL -> forEachChunk(job, chunk -> copy(job, chunk.results(), out));
            case CSV -> writeCsv(job, out);
            case PARQUET -> {
                ResultColumns columns = columns(job);
                parquet.write(columns.fields(), sink -> forEachRow(job, row -> sink.row(columns.values(row))), out);
            }
        }
        out.flush();
    }

    /** Streams {@code {row, reason}} of every row that could not be predicted, as JSON Lines. */
    public void writeFailures(JobRef job, OutputStream out) throws IOException {
        forEachChunk(job, chunk -> {
            ArtifactHandle failures = chunk.failures();
            if (failures != null) {
                copy(job, failures, out);
            }
        });
        out.flush();
    }

    /** The first results: {@code {row, label, probabilities}} or {@code {row, value}}. */
    public List<JsonNode> first(JobRef job, int count) {
        List<JsonNode> first = new ArrayList<>();
        int next = 0;
        while (first.size() < count) {
            List<BatchChunks.Done> chunks = batches.chunks(job, next, 1);
            if (chunks.isEmpty() || chunks.getFirst().chunk() != next) {
                return first;
            }
            lines(job, chunks.getFirst().results(), count - first.size(), line -> first.add(Json.parse(line)));
            next++;
        }
        return first;
    }

    /** The failures after row {@code afterRow}, at most {@code count}: {@code {row, reason}}. */
    public List<JsonNode> failures(JobRef job, long afterRow, int count) {
        List<JsonNode> found = new ArrayList<>();
        forEachChunk(job, chunk -> {
            ArtifactHandle failures = chunk.failures();
            if (failures != null && found.size() < count) {
                lines(job, failures, Integer.MAX_VALUE, line -> {
                    JsonNode failure = Json.parse(line);
                    if (failure.get("row").asLong() > afterRow && found.size() < count) {
                        found.add(failure);
                    }
                });
            }
        });
        return found;
    }

    private void writeCsv(JobRef job, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        var csv = new ResultCsv(columns(job), writer);
        csv.header();
        forEachRow(job, csv::row);
        writer.flush();
    }

    private ResultColumns columns(JobRef job) {
        Optional<Batch> batch = batches.find(job);
        return new ResultColumns(
                batch.map(Batch::outputs).orElse(OutputKind.VALUE),
                batch.map(Batch::classes).orElse(List.of()),
                batch.map(Batch::explain).orElse(false));
    }

    private void forEachRow(JobRef job, Consumer<JsonNode> each) {
        forEachChunk(
                job, chunk -> lines(job, chunk.results(), Integer.MAX_VALUE, line -> each.accept(Json.parse(line))));
    }

    private void forEachChunk(JobRef job, Consumer<BatchChunks.Done> each) {
        int from = 0;
        List<BatchChunks.Done> chunks = batches.chunks(job, from, CHUNKS_AT_A_TIME);
        while (!chunks.isEmpty()) {
            chunks.forEach(each);
            from = chunks.getLast().chunk() + 1;
            chunks = batches.chunks(job, from, CHUNKS_AT_A_TIME);
        }
    }

    private void copy(JobRef job, ArtifactHandle part, OutputStream out) {
        try (InputStream in = parts.plain(job.tenant(), part)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lines(JobRef job, ArtifactHandle part, int limit, Consumer<String> each) {
        try (BufferedReader in = parts.open(job.tenant(), part)) {
            in.lines().limit(limit).forEach(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
