package dev.millrace.pipelines;

import dev.millrace.problems.Problem;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;

/** Works on some items, or on a loop, which goes on as a new run before its history grows too long. */
public final class PipelinePartWorkflowImpl implements PipelinePartWorkflow {
    private final PartRequest request;
    private final Site site;
    private final Interpreter interpreter;
    private boolean paused;
    private int told;

    @WorkflowInit
    public PipelinePartWorkflowImpl(PartRequest request) {
        this.request = request;
        this.site = new Site(() -> paused);
        this.interpreter = new Interpreter(request.call().run(), site);
    }

    @Override
    public PartResult run(PartRequest sameRequest) {
        new Watch(site, () -> paused, this::tellParent).begin();
        StepPlan step = request.step();
        return switch (request.part()) {
            case Part.Items items
            when step.forEach() != null ->
                interpreter.items(request.call(), step, step.forEach(), items.from(), items.to());
            case Part.Iterations iterations
            when step.kind() instanceof StepKind.Loop loop -> loop(loop, iterations.from());
            case Part.Items items -> throw unfitting();
            case Part.Iterations iterations -> throw unfitting();
        };
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
    public void waiting(Below below) {
        site.below(below);
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    private PartResult loop(StepKind.Loop loop, int from) {
        LoopEnd end = interpreter.loop(
                request.call(), loop, from, () -> Workflow.getInfo().isContinueAsNewSuggested());
        if (!end.through()) {
            Workflow.await(Workflow::isEveryHandlerFinished);
            site.hold();
            Workflow.continueAsNew(
                    new PartRequest(request.call(), request.step(), new Part.Iterations(end.iterations())));
        }
        Outcome outcome = interpreter.left(request.call(), end.outcome(), end.iterations());
        return new PartResult(outcome.failure() == null ? 0 : 1, outcome.failure());
    }

    private void tellParent(Watch.Seen seen) {
        WorkflowInfo info = Workflow.getInfo();
        if (seen.waiting() != told) {
            told = seen.waiting();
            info.getParentWorkflowId()
                    .ifPresent(parent -> Workflow.newUntypedExternalWorkflowStub(parent)
                            .signal("waiting", new Below(info.getWorkflowId(), seen.waiting())));
        }
    }

    private Problem unfitting() {
        return Problem.conflict("step " + request.step().id() + " has no such part");
    }
}
