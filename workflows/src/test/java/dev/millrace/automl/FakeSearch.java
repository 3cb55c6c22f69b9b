package dev.millrace.automl;

import dev.millrace.jobs.JobState;
import dev.millrace.jobs.JobStatus;
import dev.millrace.tuning.TuningRequest;
import dev.millrace.tuning.TuningResult;
import dev.millrace.tuning.TuningWorkflow;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** A study of two seconds, which does not end while it is paused. */
public final class FakeSearch implements TuningWorkflow {
    static final Duration TAKES = Duration.ofSeconds(2);

    private boolean paused;

    @Override
    public TuningResult tune(TuningRequest request) {
        Workflow.sleep(TAKES);
        Workflow.await(() -> !paused);
        return new TuningResult(0, 1, null, null);
    }

    @Override
    public void changed() {}

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public void cancel() {}

    @Override
    public JobState state() {
        return new JobState(paused ? JobStatus.PAUSED : JobStatus.RUNNING, null);
    }
}
