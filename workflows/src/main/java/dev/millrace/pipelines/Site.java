package dev.millrace.pipelines;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the steps of one workflow share: whether they hold, what they wait for, the children that work for them. */
final class Site {
    private final BooleanSupplier paused;
    private final Answers answers = new Answers();
    private final Set<String> children = new LinkedHashSet<>();
    private final Map<String, Integer> below = new LinkedHashMap<>();
    private final Set<String> busy = new LinkedHashSet<>();

    Site(BooleanSupplier paused) {
        this.paused = paused;
    }

    /** Stays here while the run is paused. */
    void hold() {
        if (paused.getAsBoolean()) {
            Workflow.await(() -> !paused.getAsBoolean());
        }
    }

    Answers answers() {
        return answers;
    }

    /** Work that a pause lets finish. */
    <T> T busy(String path, Supplier<T> work) {
        busy.add(path);
        try {
            return work.get();
        } finally {
            busy.remove(path);
        }
    }

    /** Paths of the work that a pause lets finish, in the order in which it began. */
    Set<String> busy() {
        return busy;
    }

    /** Work that a child does, which is told of pauses. */
    <T> T child(String workflowId, Supplier<T> work) {
        children.add(workflowId);
        try {
            return work.get();
        } finally {
            children.remove(workflowId);
            below.remove(workflowId);
        }
    }

    /** How many steps wait for somebody, here and in children. */
    int waiting() {
        return answers.waiting()
                + below.values().stream().mapToInt(Integer::intValue).sum();
    }

    void below(Answering.Below told) {
        if (children.contains(told.workflowId())) {
            below.put(told.workflowId(), told.steps());
        }
    }

    /** Hands a signal on to the children; one that has just ended does not need it. */
    void tellChildren(String signal) {
        for (String child : List.copyOf(children)) {
            try {
                Workflow.newUntypedExternalWorkflowStub(child).signal(signal);
            } catch (TemporalFailure | io.temporal.workflow.SignalExternalWorkflowException ended) {
                Workflow.getLogger(Site.class).debug("{} was not told to {}", child, signal, ended);
            }
        }
    }
}
