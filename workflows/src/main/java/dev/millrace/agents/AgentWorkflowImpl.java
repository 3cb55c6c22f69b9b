package dev.millrace.agents;

import dev.millrace.agents.AgentRequest.Continuation;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.JobWorkflow;
import dev.millrace.jobs.Policies;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;

/** Asks the model, uses the tools that it wants, asks again; goes on as a new run before its history grows too long. */
public final class AgentWorkflowImpl extends JobWorkflow implements AgentWorkflow {
    // Some 30 events each, with a few tools: far from where a history grows slow.
    private static final int STEPS_A_RUN = 50;
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOOK = Duration.ofHours(1);

    private final JobRef ref;
    private final AgentPlan plan;
    private final int first;
    private final Inbox inbox;
    private final WorkTime time;
    private final ToolRunner tools;
    private final AgentRunActivities rows =
            Workflow.newLocalActivityStub(AgentRunActivities.class, Policies.bookkeeping());
    private int step;

    @WorkflowInit
    public AgentWorkflowImpl(AgentRequest request) {
        super(request.job());
        ref = request.job();
        plan = request.plan();
        Continuation from = request.from() == null ? new Continuation(1, 0, List.of()) : request.from();
        first = from.step();
        step = first;
        inbox = new Inbox(plan.conversational(), from.turns());
        time = new WorkTime(plan.maxTime(), from.workedMs());
        tools = new ToolRunner(ref, plan, job, rows, inbox, time);
    }

    @Override
    public void run(AgentRequest sameRequest) {
        job.run(() -> {
            answer();
            while (plan.conversational() && anotherTurn()) {
                answer();
            }
            rows.finish(ref);
            return ref;
        });
    }

    @Override
    public void answer(Reply reply) {
        inbox.take(reply);
    }

    @Override
    public void requireWaiting(Reply reply) {
        inbox.requireOpen(reply);
    }

    /** Until the model has answered what was said last. */
    private void answer() {
        Thought thought = paidFor();
        while (thought.next() != Thought.Next.ANSWERED) {
            tools.run(step, thought.calls());
            next();
            thought = paidFor();
        }
    }

    private Thought paidFor() {
        Thought thought = think();
        return thought.next() == Thought.Next.NO_BUDGET ? onceThereIsMoney() : thought;
    }

    private Thought think() {
        int number = step;
        return job.step(
                "model_" + number,
                () -> time.counted(() -> Workflow.newActivityStub(
                                AgentActivities.class, Policies.llm("Ask the model, step " + number, time.left()))
                        .think(ref, number)));
    }

    /** Looks again when somebody says so, and now and then by itself, since budgets are raised elsewhere. */
    private Thought onceThereIsMoney() {
        inbox.expect(Inbox.BUDGET);
        rows.askBudget(ref);
        Duration look = FIRST_LOOK;
        Thought thought;
        do {
            job.show(JobStatus.AWAITING_INPUT);
            int told = job.resumes();
            Workflow.await(look, () -> inbox.hasCome(Inbox.BUDGET) || job.resumes() > told);
            topUp();
            thought = think();
            look = longer(look);
        } while (thought.next() == Thought.Next.NO_BUDGET);
        topUp();
        inbox.end(Inbox.BUDGET);
        rows.budgetRaised(ref);
        job.show(JobStatus.RUNNING);
        return thought;
    }

    private void topUp() {
        Reply more = inbox.end(Inbox.BUDGET);
        inbox.expect(Inbox.BUDGET);
        if (more != null) {
            rows.topUp(ref, more.id());
        }
    }

    private static Duration longer(Duration look) {
        Duration doubled = look.multipliedBy(2);
        return doubled.compareTo(LONGEST_LOOK) < 0 ? doubled : LONGEST_LOOK;
    }

    /** Whether the user has said more. */
    private boolean anotherTurn() {
        if (rows.heard(ref, step)) {
            next();
            return true;
        }
        if (!inbox.hasTurn()) {
            rows.askTurn(ref);
            job.show(JobStatus.AWAITING_INPUT);
            Workflow.await(plan.turnTimeout(), inbox::hasTurn);
            job.show(JobStatus.RUNNING);
        }
        Reply turn = inbox.nextTurn();
        boolean more = rows.hear(ref, step, turn == null ? null : turn.id());
        if (more) {
            next();
        }
        return more;
    }

    private void next() {
        step++;
        if (step - first >= STEPS_A_RUN || Workflow.getInfo().isContinueAsNewSuggested()) {
            Workflow.await(Workflow::isEveryHandlerFinished);
            job.hold();
            Workflow.continueAsNew(new AgentRequest(ref, plan, new Continuation(step, time.workedMs(), inbox.turns())));
        }
    }
}
