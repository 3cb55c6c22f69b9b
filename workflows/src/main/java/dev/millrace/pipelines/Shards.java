package dev.millrace.pipelines;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;

/** Cuts what would fill a history into parts, each a child with a history of its own, one after another. */
final class Shards {
    /** Pieces of work that a workflow does itself, some six events each. */
    private static final int HERE = 200;

    private static final int IN_A_CHILD = 500;

    private final Interpreter interpreter;
    private final Site site;

    Shards(Interpreter interpreter, Site site) {
        this.interpreter = interpreter;
        this.site = site;
    }

    PartResult items(StepCall call, StepPlan step, StepPlan.FanOut fan, int count) {
        int weight = step.weight();
        if ((long) count * weight <= HERE) {
            return interpreter.items(call, step, fan, 0, count);
        }
        int size = Math.max(1, IN_A_CHILD / weight);
        PartResult result = PartResult.NONE;
        for (int from = 0; from < count && !(fan.stops() && result.failed() > 0); from += size) {
            site.hold();
            result = result.plus(run(call, step, new Part.Items(from, Math.min(count, from + size))));
        }
        return result;
    }

    PartResult loop(StepCall call, StepPlan step) {
        return run(call, step, new Part.Iterations(0));
    }

    private PartResult run(StepCall call, StepPlan step, Part part) {
        String id = Workflow.getInfo().getWorkflowId() + "/" + call.path() + "/" + part.from();
        PipelinePartWorkflow child = Workflow.newChildWorkflowStub(PipelinePartWorkflow.class, options(id, call, part));
        return site.child(id, () -> child.run(new PartRequest(call, step, part)));
    }

    private static ChildWorkflowOptions options(String id, StepCall call, Part part) {
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setStaticSummary(part.summary(call.path()))
                .build();
    }
}
