package dev.millrace.pipelines;

import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.JobWorkflow;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the outermost block, works out the output, and undoes what is to be undone when that does not come off. */
public final class PipelineWorkflowImpl extends JobWorkflow implements PipelineWorkflow {
    private final PipelineRequest request;
    private final Site site;
    private final Interpreter interpreter;

    @WorkflowInit
    public PipelineWorkflowImpl(PipelineRequest request) {
        super(request.job());
        this.request = request;
        this.site = new Site(job::pauseWanted);
        this.interpreter = new Interpreter(request.job(), site);
        job.locatedBy(() -> String.join(", ", site.busy()));
    }

    @Override
    public void run(PipelineRequest sameRequest) {
        job.run(() -> {
            new Watch(site, job::pauseWanted, this::show).begin();
            steps();
            return request;
        });
    }

    @Override
    public void answer(Answer answer) {
        site.answers().take(answer);
    }

    @Override
    public void requireWaiting(Answer answer) {
        site.answers().requireOpen(answer);
    }

    @Override
    public void event(Event event) {
        site.answers().take(event);
    }

    @Override
    public void waiting(Below below) {
        site.below(below);
    }

    private void steps() {
        try {
            StepFailure failure =
                    interpreter.block("", request.steps(), request.done()).failure();
            if (failure != null) {
                throw new Problem(ProblemType.STEP_FAILED, failure.detail());
            }
            interpreter.rows().finish(request.job());
        } catch (TemporalFailure | Problem failure) {
            List<StepFailure> left = new Compensation(request.job(), interpreter.rows()).undo();
            throw left.isEmpty() || !(failure instanceof Problem problem) ? failure : alsoNotUndone(problem, left);
        }
    }

    private void show(Watch.Seen seen) {
        if (seen.atRest()) {
            job.show(JobStatus.PAUSED);
        } else {
            job.show(seen.waiting() > 0 ? JobStatus.AWAITING_INPUT : JobStatus.RUNNING);
        }
    }

    private static Problem alsoNotUndone(Problem problem, List<StepFailure> left) {
        String which = left.stream()
                .map(failure -> "`" + failure.path() + "` (" + failure.reason().detail() + ")")
                .collect(Collectors.joining(", "));
        return new Problem(problem.type(), problem.detail() + "; could not be undone: " + which);
    }
}
