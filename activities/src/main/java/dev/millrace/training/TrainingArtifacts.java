package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.jobs.JobRef;
import dev.millrace.models.ModelFile;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.TrainedModel;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the steps of a training hand on to each other, held for as long as the job works. */
@Component
final class TrainingArtifacts {
    private final ArtifactStore artifacts;
    private final ArtifactRefs refs;
    private final TenantTransactions transactions;

    TrainingArtifacts(ArtifactStore artifacts, ArtifactRefs refs, TenantTransactions transactions) {
        this.artifacts = artifacts;
        this.refs = refs;
        this.transactions = transactions;
    }

    /** Stores bytes that the job needs while it works. */
    ArtifactHandle keep(JobRef job, ArtifactStore.Writer writer) {
        ArtifactHandle written = artifacts.write(job.tenant(), writer);
        transactions.run(job.tenant(), jdbc -> refs.hold(jdbc, job.tenant(), work(job), written));
        return written;
    }

    PreparedMatrix matrix(JobRef job, ArtifactHandle matrix) {
        return read(job, matrix, in -> PreparedMatrix.read(in, matrix.size()));
    }

    TrainedModel model(JobRef job, ArtifactHandle model) {
        return read(job, model, in -> ModelFile.read(in, model.size()));
    }

    FoldReport fold(JobRef job, ArtifactHandle fold) {
        return read(job, fold, in -> FoldReport.read(in, fold.size()));
    }

    ModelInputs inputs(JobRef job, ArtifactHandle inputs) {
        return ModelFile.readInputs(artifacts.read(job.tenant(), inputs));
    }

    /** The work is done: what was only for it may go. */
    void release(JdbcClient jdbc, JobRef job) {
        refs.release(jdbc, job.tenant(), work(job));
    }

    private <T> T read(JobRef job, ArtifactHandle artifact, Reader<T> reader) {
        try (InputStream in = artifacts.open(job.tenant(), artifact)) {
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("artifact " + artifact.sha256() + " could not be read", e);
        }
    }

    private static ArtifactOwner work(JobRef job) {
        return new ArtifactOwner("training", job.job().value());
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(InputStream in) throws IOException;
    }
}
