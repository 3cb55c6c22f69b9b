package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Policies;
import dev.millrace.tuning.StudyActivities.Entered;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Keeps as many lanes at work on a study as it has room and trials for. */
final class Lanes {
    private final JobRef study;
    private final StudyActivities rows;
    private final SortedMap<Integer, Promise<StudyState>> atWork = new TreeMap<>();
    private CompletablePromise<Void> news = Workflow.newPromise();

    Lanes(JobRef study, StudyActivities rows) {
        this.study = study;
        this.rows = rows;
    }

    /** Whether what comes next belongs into a new run. */
    static boolean historyIsLong() {
        return Workflow.getInfo().isContinueAsNewSuggested();
    }

    /** The study's row has changed. */
    void changed() {
        if (!news.isCompleted()) {
            news.complete(null);
        }
    }

    /**
     * Returns when the study is closed, or sooner, between two trials of every lane, when {@code enough} says so. The first
     * lane to fail ends the others.
     *
     * @return whether the study is closed
     */
    boolean work(BooleanSupplier enough) {
        Entered entered = rows.enter(study);
        boolean[] closed = new boolean[1];
        CancellationScope scope = Workflow.newCancellationScope(() -> closed[0] = run(entered, enough));
        try {
            scope.run();
            return closed[0];
        } catch (TemporalFailure failure) {
            scope.cancel("another lane failed");
            atWork.values().forEach(Promise::getFailure);
            throw failure;
        } finally {
            atWork.clear();
            Workflow.newDetachedCancellationScope(() -> rows.leave(study)).run();
        }
    }

    private boolean run(Entered entered, BooleanSupplier enough) {
        StudyState state = entered.state();
        while (true) {
            boolean more = !enough.getAsBoolean();
            if (more) {
                start(entered.epoch(), state);
            }
            if (!atWork.isEmpty()) {
                state = nextState(state);
            } else if (!more) {
                return false;
            } else if (rows.close(study)) {
                return true;
            } else {
                state = rows.look(study);
            }
        }
    }

    private void start(int epoch, StudyState state) {
        int room = Math.min(state.parallel(), atWork.size() + state.startable());
        for (int lane = 0; lane < state.parallel() && atWork.size() < room; lane++) {
            int number = lane;
            if (!atWork.containsKey(lane)) {
                TuningActivities activities = Workflow.newActivityStub(
                        TuningActivities.class, Policies.training("Trials, lane " + (lane + 1)));
                atWork.put(lane, Async.function(() -> activities.work(study, epoch, number)));
            }
        }
    }

    /** Waits until a lane is free or the study has changed. */
    private StudyState nextState(StudyState known) {
        List<Promise<?>> awaited = new ArrayList<>(atWork.values());
        awaited.add(news);
        Promise.anyOf(awaited.toArray(Promise<?>[]::new)).get();
        StudyState state = known;
        for (int lane : List.copyOf(atWork.keySet())) {
            Promise<StudyState> work = atWork.get(lane);
            if (work != null && work.isCompleted()) {
                state = work.get();
                atWork.remove(lane);
            }
        }
        if (news.isCompleted()) {
            news = Workflow.newPromise();
            state = rows.look(study);
        }
        return state;
    }
}
