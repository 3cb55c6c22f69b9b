package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Controls of jobs whose runs are in memory: what reaches them is listed, and they can be down or refuse. */
public final class TestControls {
    private final FakeRuns runs = new FakeRuns();
    private final TestJobs test;

    public TestControls(TestJobs test) {
        this.test = test;
    }

    public JobControls controls() {
        return new JobControls(test.transactions, test.jobs, test.moves, runs);
    }

    public List<String> seen() {
        return runs.controls;
    }

    public void down() {
        runs.down = true;
    }

    /** As a run does that waits for nothing. */
    public void refuse(@Nullable String reason) {
        runs.refusal = reason == null ? null : Problem.conflict(reason);
    }

    /** An accepted job, started. */
    public void start(JobRef job) {
        test.activities.running(job);
    }
}
