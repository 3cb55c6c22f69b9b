package dev.millrace.jobs;

/** Answers {@link JobControl} for a workflow by its lifecycle. */
public abstract class JobWorkflow implements JobControl {
    protected final JobLifecycle job;

    protected JobWorkflow(JobRef ref) {
        job = new JobLifecycle(ref);
    }

    @Override
    public final void pause() {
        job.pause();
    }

    @Override
    public final void resume() {
        job.resume();
    }

    @Override
    public final void cancel() {
        job.cancel();
    }

    @Override
    public final JobState state() {
        return job.state();
    }
}
