package dev.millrace.agents;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Script;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent whose thoughts are written beforehand: one each time it is asked, the last one for ever. */
public final class FakeAgent implements AgentActivities, AgentRunActivities {
    private final Script script;
    private final Deque<Thought> thoughts = new ArrayDeque<>();
    private final Map<String, Boolean> decisions = new HashMap<>();
    private final List<String> heard = new ArrayList<>();

    public FakeAgent(Script script) {
        this.script = script;
    }

    public static AgentRequest request(boolean conversational) {
        return new AgentRequest(
                FlowFixture.JOB,
                new AgentPlan(conversational, Duration.ofHours(1), Duration.ofHours(24), Duration.ofHours(2)),
                null);
    }

    /** A conversational agent that uses tools, one of which nobody approves, waits for money, and answers. */
    public static FakeAgent sample(Script script) {
        return new FakeAgent(script)
                .then(calls("predict", "read_entities"))
                .then(calls("start_job!"))
                .then(Thought.of(Thought.Next.NO_BUDGET))
                .then(Thought.of(Thought.Next.ANSWERED));
    }

    public static Thought calls(String... tools) {
        List<ToolCall> calls = new ArrayList<>();
        for (String tool : tools) {
            boolean approval = tool.endsWith("!");
            calls.add(new ToolCall(calls.size() + 1, tool.replace("!", ""), approval));
        }
        return new Thought(Thought.Next.TOOLS, calls);
    }

    public synchronized FakeAgent then(Thought thought) {
        thoughts.add(thought);
        return this;
    }

    /** The reply with this id approves. */
    synchronized FakeAgent approving(String reply) {
        decisions.put(reply, true);
        return this;
    }

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public Thought think(JobRef run, int step) {
        script.play("think " + step);
        return next();
    }

    private synchronized Thought next() {
        return thoughts.size() == 1 ? thoughts.getFirst() : thoughts.removeFirst();
    }

    @Override
    public void use(JobRef run, int step, int position) {
        script.play("use " + step + "." + position);
    }

    @Override
    public boolean askApproval(JobRef run, int step, int position) {
        script.play("ask " + step + "." + position);
        return true;
    }

    @Override
    public synchronized boolean decide(JobRef run, int step, int position, @Nullable String reply) {
        script.play("decide " + step + "." + position + " by " + reply);
        return reply != null && decisions.getOrDefault(reply, false);
    }

    @Override
    public void askBudget(JobRef run) {
        script.play("ask for money");
    }

    @Override
    public void topUp(JobRef run, String reply) {
        script.play("top up by " + reply);
    }

    @Override
    public void budgetRaised(JobRef run) {
        script.play("money");
    }

    @Override
    public void askTurn(JobRef run) {
        script.play("ask for more");
    }

    @Override
    public boolean heard(JobRef run, int step) {
        return false;
    }

    @Override
    public synchronized boolean hear(JobRef run, int step, @Nullable String reply) {
        script.play("hear " + reply);
        if (reply != null) {
            heard.add(reply);
        }
        return reply != null;
    }

    @Override
    public void finish(JobRef run) {
        script.play("finish");
    }
}
