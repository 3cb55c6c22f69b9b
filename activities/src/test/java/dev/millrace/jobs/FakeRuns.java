package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Temporal as far as Millrace uses it, in memory; can be down, and can lose its answers. */
final class FakeRuns implements Runs {
    final Map<String, RunFate> fates = new LinkedHashMap<>();
    final List<String> controls = new ArrayList<>();
    int starts;
    boolean down;
    boolean losesAnswers;

    @Nullable
    Problem refusal;

    Runnable duringStart = () -> {};

    @Override
    public String start(RunStart start) {
        String workflow = start.job().workflowId();
        count(workflow);
        duringStart.run();
        if (losesAnswers) {
            throw unavailable();
        }
        return "run-of-" + workflow;
    }

    private synchronized void count(String workflow) {
        requireUp();
        if (fates.putIfAbsent(workflow, new RunFate.Open()) == null) {
            starts++;
        }
    }

    @Override
    public synchronized void signal(Job job, String signal, @Nullable Object argument) {
        requireUp();
        controls.add(argument == null ? signal : signal + " " + argument);
    }

    @Override
    public synchronized void update(RunUpdate update) {
        requireUp();
        if (refusal != null) {
            throw refusal;
        }
        controls.add(update.name() + " " + update.argument());
    }

    @Override
    public synchronized void cancel(Job job) {
        requireUp();
        if (!fates.containsKey(job.workflowId())) {
            throw Problem.conflict("no open run");
        }
        controls.add("cancel");
    }

    @Override
    public synchronized JobState state(Job job) {
        requireUp();
        return new JobState(JobStatus.RUNNING, "fit");
    }

    @Override
    public synchronized RunFate fate(String workflowId) {
        requireUp();
        return Objects.requireNonNullElse(fates.get(workflowId), new RunFate.Lost("vanished"));
    }

    @Override
    public synchronized boolean areReachable() {
        return !down;
    }

    private void requireUp() {
        if (down) {
            throw unavailable();
        }
    }

    private static Problem unavailable() {
        return new Problem(ProblemType.UNAVAILABLE, "down");
    }
}
