package dev.millrace.pipelines;

import dev.millrace.jobs.JobRef;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settles a step of a block, and with it those that only it is awaited by, as far as one lot comes with them. */
final class Chains {
    private final JobRef run;
    private final Interpreter interpreter;
    private final Site site;
    private final Lots lots;

    Chains(JobRef run, Interpreter interpreter, Site site, Lots lots) {
        this.run = run;
        this.interpreter = interpreter;
        this.site = site;
        this.lots = lots;
    }

    void settle(String scope, StepPlan first, Board board, Map<String, StepFailure> failures) {
        Block block = new Block(scope, board, failures);
        List<StepPlan> chain = board.chain(first, Lots.LARGEST);
        Optional<LotEnd> end = chain.size() > 1 && first.kind() instanceof StepKind.Task task && lots.inUse()
                ? lots.run(chain.stream().map(block::call).toList(), first, task)
                : Optional.empty();
        if (end.isEmpty()) {
            board.apart(chain);
            block.settleAlone(first);
        } else {
            block.settle(chain, end.get());
        }
    }

    private final class Block {
        private final String scope;
        private final Board board;
        private final Map<String, StepFailure> failures;

        private Block(String scope, Board board, Map<String, StepFailure> failures) {
            this.scope = scope;
            this.board = board;
            this.failures = failures;
        }

        private StepCall call(StepPlan step) {
            return new StepCall(run, scope + step.id());
        }

        private void settle(List<StepPlan> chain, LotEnd end) {
            chain.subList(0, end.completed()).forEach(step -> note(step, Outcome.COMPLETED));
            if (end.halt() != null) {
                halted(chain.get(end.completed()), end.halt());
            }
        }

        private void halted(StepPlan step, LotEnd.Halt halt) {
            switch (halt) {
                case LotEnd.Skipped skipped -> note(step, Outcome.SKIPPED);
                case LotEnd.Failed failed -> note(step, Outcome.failed(call(step), failed.reason()));
                case LotEnd.Again again -> {
                    board.take(step.id());
                    Workflow.sleep(again.delay());
                    site.hold();
                    settleAlone(step);
                }
            }
        }

        private void settleAlone(StepPlan step) {
            note(step, interpreter.settle(call(step), step));
        }

        private void note(StepPlan step, Outcome outcome) {
            if (outcome.failure() != null) {
                failures.put(step.id(), outcome.failure());
            }
            board.settle(step.id(), outcome.state());
        }
    }
}
