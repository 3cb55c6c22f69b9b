package dev.millrace.jobs;

import dev.millrace.http.Page;
import dev.millrace.jobs.RunSpending.Spent;
import dev.millrace.security.Caller;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows runs, of whatever kind. */
@Component
public final class RunViews {
    private final JobSteps steps;
    private final JobLinks links;
    private final RunSpending spending;
    private final List<StepWaits> waits;
    private final Map<JobKind, RunMemory> memories;

    RunViews(
            JobSteps steps,
            JobLinks links,
            RunSpending spending,
            ObjectProvider<StepWaits> waits,
            ObjectProvider<RunMemory> memories) {
        this.steps = steps;
        this.links = links;
        this.spending = spending;
        this.waits = waits.stream().toList();
        this.memories = memories.stream().collect(Collectors.toMap(RunMemory::kind, Function.identity()));
    }

    /** With its steps. */
    public RunView of(Caller caller, Job job) {
        JobId id = job.ref().job();
        Map<JobId, Spent> spent = spending.of(caller.tenant(), List.of(id));
        return RunView.of(
                job,
                steps(job.ref(), steps.list(job.ref())),
                memory(job),
                spent.getOrDefault(id, Spent.NOTHING),
                links.ofRun(caller, job));
    }

    /** Without their steps. */
    public Page<RunView> list(Caller caller, Page<Job> page) {
        List<JobId> ids = page.items().stream().map(job -> job.ref().job()).toList();
        Map<JobId, Spent> spent = spending.of(caller.tenant(), ids);
        return new Page<>(
                page.items().stream()
                        .map(job -> RunView.of(
                                job,
                                List.of(),
                                List.of(),
                                spent.getOrDefault(job.ref().job(), Spent.NOTHING),
                                links.ofRun(caller, job)))
                        .toList(),
                page.nextCursor());
    }

    /** The answer to a request that has started or steered the run. */
    public ResponseEntity<RunView> accepted(Caller caller, Job job) {
        RunView view = of(caller, job);
        return ResponseEntity.accepted()
                .location(URI.create(view.links().self()))
                .body(view);
    }

    private List<RunMemory.Message> memory(Job job) {
        RunMemory memory = memories.get(job.kind());
        return memory == null ? List.of() : memory.of(job.ref());
    }

    List<RunStepView> steps(JobRef run, List<JobStep> found) {
        boolean waiting = found.stream().anyMatch(step -> step.status() == StepStatus.WAITING);
        Map<String, StepWait> known = new HashMap<>();
        if (waiting) {
            waits.forEach(some -> known.putAll(some.of(run)));
        }
        return found.stream()
                .map(step -> RunStepView.of(step, known.get(step.id())))
                .toList();
    }
}
