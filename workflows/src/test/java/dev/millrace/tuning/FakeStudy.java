package dev.millrace.tuning;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A study in memory: each lane does one trial at a time, at once unless its script says otherwise. */
public final class FakeStudy implements TuningActivities, StudyActivities {
    private final Script script;
    private final List<Integer> done = new ArrayList<>();
    private final TreeSet<Integer> interrupted = new TreeSet<>();
    private int begun;
    private int trials;
    private int parallel;
    private int epoch;
    private int working;
    private int mostWorking;
    private boolean closed;

    public FakeStudy(Script script, int trials, int parallel) {
        this.script = script;
        this.trials = trials;
        this.parallel = parallel;
    }

    public static TuningRequest request() {
        return new TuningRequest(FlowFixture.JOB, false);
    }

    @Override
    public void validate(JobRef study) {
        script.play("validate");
    }

    @Override
    public StudyState work(JobRef study, int ofEpoch, int lane) {
        Integer trial = begin(ofEpoch);
        if (trial != null) {
            boolean completed = false;
            try {
                script.play("work " + lane);
                completed = true;
            } finally {
                end(trial, completed);
            }
        }
        return look(study);
    }

    @Override
    public void conclude(JobRef study) {
        script.play("conclude");
    }

    @Override
    public synchronized Entered enter(JobRef study) {
        epoch++;
        return new Entered(epoch, look(study));
    }

    @Override
    public synchronized StudyState look(JobRef study) {
        return new StudyState(parallel, trials - begun + interrupted.size());
    }

    @Override
    public void leave(JobRef study) {
        script.play("leave");
    }

    @Override
    public synchronized boolean close(JobRef study) {
        closed = look(study).startable() == 0;
        return closed;
    }

    @Override
    public @Nullable Winner winner(JobRef study) {
        return null;
    }

    @Override
    public synchronized TuningResult finish(JobRef study) {
        return new TuningResult(done.getFirst(), 1, null, null);
    }

    synchronized void grow(int moreTrials, int lanes) {
        trials += moreTrials;
        parallel = lanes;
    }

    synchronized List<Integer> done() {
        return List.copyOf(done);
    }

    synchronized int mostWorking() {
        return mostWorking;
    }

    synchronized boolean closed() {
        return closed;
    }

    private synchronized @Nullable Integer begin(int ofEpoch) {
        if (ofEpoch != epoch || (interrupted.isEmpty() && begun == trials)) {
            return null;
        }
        working++;
        mostWorking = Math.max(mostWorking, working);
        Integer waiting = interrupted.pollFirst();
        return waiting == null ? Integer.valueOf(begun++) : waiting;
    }

    private synchronized void end(int trial, boolean completed) {
        working--;
        if (completed) {
            done.add(trial);
        } else {
            interrupted.add(trial);
        }
    }
}
