package dev.millrace.pipelines;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Script;
import dev.millrace.jobs.TaskQueues;
import dev.millrace.problems.ProblemType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Activities that remember how each step ended, and answer as the test has said. */
final class FakePipeline implements PipelineActivities, StepActivities {
    private final Script script;
    private final Map<String, StepState> ended = new LinkedHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<String, Opened> waits = new ConcurrentHashMap<>();
    private final Map<String, ChildRun> children = new ConcurrentHashMap<>();
    private final Map<String, String> childFailures = new ConcurrentHashMap<>();
    private final Map<String, @Nullable Answer> answers = new ConcurrentHashMap<>();
    private final List<List<String>> lots = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Set<String> undoable = new HashSet<>();
    private final Set<String> skipped = new HashSet<>();

    FakePipeline(Script script) {
        this.script = script;
    }

    FakePipeline skip(String path) {
        skipped.add(path);
        return this;
    }

    /** How many items a step has, which case it chooses, or after how many iterations a loop is through. */
    FakePipeline number(String path, int number) {
        numbers.put(path, number);
        return this;
    }

    FakePipeline wait(String path, @Nullable Long seconds, @Nullable String event) {
        waits.put(path, new Opened(null, seconds, event));
        return this;
    }

    FakePipeline child(String path, ChildRun child) {
        children.put(path, child);
        return this;
    }

    FakePipeline undoable(String... paths) {
        undoable.addAll(List.of(paths));
        return this;
    }

    synchronized Map<String, StepState> ended() {
        return new LinkedHashMap<>(ended);
    }

    Map<String, String> failures() {
        return failures;
    }

    @Nullable
    Answer answer(String path) {
        return answers.get(path);
    }

    @Override
    public StepState run(StepCall call) {
        play(call);
        return end(call, skipped.contains(call.path()) ? StepState.SKIPPED : StepState.COMPLETED);
    }

    /** As the real one, but its time is up after a step for which the test has scripted something. */
    @Override
    public LotEnd runLot(Lot lot) {
        int completed = 0;
        boolean quick = true;
        lots.add(lot.paths());
        for (Iterator<String> paths = lot.paths().iterator(); quick && paths.hasNext(); completed++) {
            StepCall call = new StepCall(lot.run(), paths.next());
            try {
                quick = !play(call);
            } catch (ApplicationFailure failure) {
                return new LotEnd(completed, 1, halt(call, failure));
            }
            if (end(call, skipped.contains(call.path()) ? StepState.SKIPPED : StepState.COMPLETED)
                    == StepState.SKIPPED) {
                return new LotEnd(completed, 1, new LotEnd.Skipped());
            }
        }
        return new LotEnd(completed, quick ? 1 : 1000, null);
    }

    private LotEnd.Halt halt(StepCall call, ApplicationFailure failure) {
        if (ProblemType.UNAVAILABLE.slug().equals(failure.getType())) {
            throw failure;
        }
        end(call, StepState.FAILED);
        return failure.isNonRetryable()
                ? new LotEnd.Failed(new JobFailure("", "", failure.getOriginalMessage()))
                : new LotEnd.Again(Duration.ofMinutes(1));
    }

    /** The paths of each lot that was begun. */
    List<List<String>> lots() {
        return lots;
    }

    @Override
    public void compensate(StepCall call) {
        script.play((underWay.get() == 0 ? "undo " : "undo too early ") + call.path());
    }

    @Override
    public Entered enter(StepCall call) {
        script.play("enter " + call.path());
        if (skipped.contains(call.path())) {
            end(call, StepState.SKIPPED);
            return Entered.SKIPPED;
        }
        return new Entered(numbers.getOrDefault(call.path(), 0));
    }

    @Override
    public Entered enterItem(StepCall call) {
        return new Entered(numbers.getOrDefault(call.path(), 0));
    }

    @Override
    public boolean again(StepCall call, int iteration) {
        return iteration + 1 < numbers.getOrDefault(call.path(), 1);
    }

    @Override
    public void leave(StepCall call, int number) {
        script.play("leave " + call.path() + " " + number);
        end(call, StepState.COMPLETED);
    }

    @Override
    public void gather(StepCall call) {
        end(call, StepState.COMPLETED);
    }

    @Override
    public void failed(StepCall call, JobFailure failure) {
        failures.put(call.path(), failure.detail());
        end(call, StepState.FAILED);
    }

    @Override
    public void passedOver(JobRef run, Map<String, StepState> paths) {
        paths.forEach((path, state) -> end(new StepCall(run, path), state));
    }

    @Override
    public Opened open(StepCall call, String workflowId) {
        script.play("open " + call.path());
        return Objects.requireNonNull(waits.get(call.path()));
    }

    @Override
    public StepState close(StepCall call, @Nullable Answer answer) {
        script.play("close " + call.path());
        if (answer != null) {
            answers.put(call.path(), answer);
        }
        return end(call, StepState.COMPLETED);
    }

    @Override
    public Launched launch(StepCall call, int attempt) {
        script.play("launch " + call.path() + " " + attempt);
        ChildRun child = Objects.requireNonNull(children.get(call.path()));
        return new Launched(
                null,
                new ChildRun(
                        child.job(),
                        child.kind(),
                        child.workflowType(),
                        child.workflowId() + attempt,
                        child.argument()));
    }

    @Override
    public Concluded conclude(StepCall call, JobRef child, int attempt) {
        script.play("conclude " + call.path() + " " + attempt);
        String failure = childFailures.remove(call.path());
        if (failure != null) {
            return new Concluded(new JobFailure("", "", failure), true);
        }
        end(call, StepState.COMPLETED);
        return new Concluded(null, false);
    }

    FakePipeline failingOnce(String path, String detail) {
        childFailures.put(path, detail);
        return this;
    }

    @Override
    public synchronized List<Owed> owed(JobRef run) {
        List<Owed> owed = new ArrayList<>();
        ended.forEach((path, state) -> {
            if (state == StepState.COMPLETED && undoable.contains(path)) {
                owed.addFirst(new Owed(path, TaskQueues.IO));
            }
        });
        return owed;
    }

    @Override
    public void finish(JobRef run) {
        script.play("finish");
    }

    static Runnable failing(String slug, String detail) {
        return () -> {
            throw ApplicationFailure.newNonRetryableFailure(detail, slug);
        };
    }

    private boolean play(StepCall call) {
        underWay.incrementAndGet();
        try {
            return script.play(call.path());
        } finally {
            underWay.decrementAndGet();
        }
    }

    private synchronized StepState end(StepCall call, StepState state) {
        ended.put(call.path(), state);
        return state;
    }
}
