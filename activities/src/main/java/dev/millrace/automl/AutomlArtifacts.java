package dev.millrace.automl;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.jobs.JobRef;
import dev.millrace.models.ModelFile;
import dev.millrace.models.TrainedModel;
import dev.millrace.tenancy.TenantTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The fitted model, until it is registered. */
@Component
public final class AutomlArtifacts {
    private final ArtifactStore artifacts;
    private final ArtifactRefs refs;
    private final TenantTransactions transactions;

    AutomlArtifacts(ArtifactStore artifacts, ArtifactRefs refs, TenantTransactions transactions) {
        this.artifacts = artifacts;
        this.refs = refs;
        this.transactions = transactions;
    }

    ArtifactHandle keep(JobRef job, TrainedModel model) {
        ArtifactHandle written = artifacts.write(job.tenant(), out -> ModelFile.write(model, out));
        transactions.run(job.tenant(), jdbc -> refs.hold(jdbc, job.tenant(), owner(job), written));
        return written;
    }

    TrainedModel model(JobRef job, ArtifactHandle model) {
        try (InputStream in = artifacts.open(job.tenant(), model)) {
            return ModelFile.read(in, model.size());
        } catch (IOException e) {
            throw new UncheckedIOException("artifact " + model.sha256() + " could not be read", e);
        }
    }

    /** The work is done: what was only for it may go. */
    public void release(JdbcClient jdbc, JobRef job) {
        refs.release(jdbc, job.tenant(), owner(job));
    }

    private static ArtifactOwner owner(JobRef job) {
        return new ArtifactOwner("automl", job.job().value());
    }
}
