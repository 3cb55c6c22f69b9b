package dev.millrace.pipelines;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What steps give: in the step's row, or, when it is large, in the artifact store with the row holding on to it. */
@Component
public final class Outputs {
    static final int IN_THE_ROW = 128 * 1024;
    static final int LARGEST = 10 * 1024 * 1024;

    private final ArtifactStore artifacts;
    private final ArtifactRefs refs;

    Outputs(ArtifactStore artifacts, ArtifactRefs refs) {
        this.artifacts = artifacts;
        this.refs = refs;
    }

    /** Whose references keep the large outputs of a run. */
    public static ArtifactOwner owner(JobRef run) {
        return new ArtifactOwner("step-output", run.job().value());
    }

    /** Before the transaction that writes the row. @throws Problem INVALID when it is larger than 10 MB */
    Stored store(JobRef run, JsonNode output) {
        String json = Storable.text(output);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        requireFitting(bytes.length);
        return bytes.length <= IN_THE_ROW
                ? new Stored(json, null)
                : new Stored(null, artifacts.put(run.tenant(), bytes));
    }

    /** @throws Problem INVALID when a step may not give so much */
    static void requireFitting(long bytes) {
        if (bytes > LARGEST) {
            throw Problem.invalid(
                    "/output",
                    "the step gives " + bytes + " bytes of JSON; it may give " + LARGEST
                            + ": let it give a data set, or less");
        }
    }

    /** In the transaction that writes the row. */
    void hold(JdbcClient jdbc, JobRef run, Stored stored) {
        if (stored.artifact() != null) {
            refs.hold(jdbc, run.tenant(), owner(run), stored.artifact());
        }
    }

    /** From a row with {@code output}, {@code output_sha256} and {@code output_size}. */
    static Stored of(ResultSet row) throws SQLException {
        String sha256 = row.getString("output_sha256");
        return new Stored(
                row.getString("output"),
                sha256 == null ? null : new ArtifactHandle(sha256, row.getLong("output_size")));
    }

    JsonNode read(JobRef run, Stored stored) {
        if (stored.artifact() == null) {
            return stored.json() == null ? NullNode.getInstance() : Json.parse(stored.json());
        }
        try (InputStream bytes = artifacts.open(run.tenant(), stored.artifact())) {
            return Json.mapper().readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON, or the artifact that holds it; neither where there is none. */
    record Stored(@Nullable String json, @Nullable ArtifactHandle artifact) {
        static final Stored NOTHING = new Stored(null, null);
    }
}
