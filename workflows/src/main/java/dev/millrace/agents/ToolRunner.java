package dev.millrace.agents;

import dev.millrace.jobs.JobLifecycle;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Policies;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/** Uses the tools that one answer asked for, side by side: at once those that may be, the others when a person has agreed. */
final class ToolRunner {
    private final JobRef ref;
    private final AgentPlan plan;
    private final JobLifecycle job;
    private final AgentRunActivities rows;
    private final Inbox inbox;
    private final WorkTime time;

    ToolRunner(JobRef ref, AgentPlan plan, JobLifecycle job, AgentRunActivities rows, Inbox inbox, WorkTime time) {
        this.ref = ref;
        this.plan = plan;
        this.job = job;
        this.rows = rows;
        this.inbox = inbox;
        this.time = time;
    }

    void run(int step, List<ToolCall> calls) {
        use(step, calls.stream().filter(call -> !call.approval()).toList());
        List<ToolCall> asked = calls.stream().filter(ToolCall::approval).toList();
        if (!asked.isEmpty()) {
            use(step, approved(step, asked));
        }
    }

    private List<ToolCall> approved(int step, List<ToolCall> calls) {
        List<ToolCall> open = new ArrayList<>();
        for (ToolCall call : calls) {
            inbox.expect(place(step, call));
            if (rows.askApproval(ref, step, call.position())) {
                open.add(call);
            }
        }
        if (!open.isEmpty()) {
            job.show(JobStatus.AWAITING_INPUT);
            Workflow.await(
                    plan.approvalTimeout(), () -> open.stream().allMatch(call -> inbox.hasCome(place(step, call))));
        }
        List<ToolCall> approved = new ArrayList<>();
        for (ToolCall call : calls) {
            Reply reply = inbox.end(place(step, call));
            if (rows.decide(ref, step, call.position(), reply == null ? null : reply.id())) {
                approved.add(call);
            }
        }
        job.show(JobStatus.RUNNING);
        return approved;
    }

    private void use(int step, List<ToolCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        List<ToolCall> open = new ArrayList<>(calls);
        job.step("tools_" + step, () -> time.counted(() -> allOf(step, open)));
    }

    /** All of them end, whatever happens to one; what then has failed is thrown, and left open. */
    private int allOf(int step, List<ToolCall> open) {
        List<Promise<Void>> under = new ArrayList<>();
        for (ToolCall call : List.copyOf(open)) {
            AgentActivities tool = Workflow.newActivityStub(
                    AgentActivities.class, Policies.llm("Use " + call.tool() + ", step " + step, time.left()));
            under.add(Async.procedure(() -> {
                tool.use(ref, step, call.position());
                open.remove(call);
            }));
        }
        under.forEach(Promise::getFailure);
        under.forEach(Promise::get);
        return step;
    }

    private static String place(int step, ToolCall call) {
        return "tool_" + step + "_" + call.position();
    }
}
