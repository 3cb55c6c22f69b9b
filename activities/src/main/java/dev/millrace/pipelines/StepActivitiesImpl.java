package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import dev.millrace.pipelines.LotEnd.Halt;
import dev.millrace.pipelines.StepNews.Ended;
import dev.millrace.pipelines.document.DocumentStep;
import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does the steps that are activities, one at a time or several in a row, and undoes them. */
@Component
public final class StepActivitiesImpl implements StepActivities {
    private static final Duration LONGEST_LOT = Duration.ofMillis(500);

    private final RunDocuments documents;
    private final StepWork work;
    private final StepRecords records;
    private final StepRows rows;
    private final Attempts attempts;

    StepActivitiesImpl(RunDocuments documents, StepWork work, StepRecords records, StepRows rows, Attempts attempts) {
        this.documents = documents;
        this.work = work;
        this.records = records;
        this.rows = rows;
        this.attempts = attempts;
    }

    @Override
    public StepState run(StepCall call) {
        Here here = Here.of(documents, call);
        List<Ended> untold = new ArrayList<>();
        try {
            StepState state = work.run(here, untold);
            rows.tell(call.run(), untold);
            return state;
        } catch (Problem problem) {
            throw Attempts.failure(problem, attempts.failed(here, problem));
        }
    }

    @Override
    public LotEnd runLot(Lot lot) {
        long began = System.nanoTime();
        List<Ended> untold = new ArrayList<>();
        int completed = 0;
        Halt halt = null;
        try {
            while (halt == null
                    && completed < lot.paths().size()
                    && (completed == 0 || goesOn(lot, completed, began))) {
                halt = halt(here(lot, completed), untold);
                completed += halt == null ? 1 : 0;
            }
        } finally {
            rows.tell(lot.run(), untold);
        }
        return new LotEnd(completed, since(began).toMillis(), halt);
    }

    @Override
    public void compensate(StepCall call) {
        work.compensate(Here.of(documents, call));
    }

    private @Nullable Halt halt(Here here, List<Ended> untold) {
        try {
            return work.run(here, untold) == StepState.SKIPPED ? new LotEnd.Skipped() : null;
        } catch (Problem problem) {
            return attempts.failed(here, problem)
                    .<Halt>map(LotEnd.Again::new)
                    .orElseGet(() -> new LotEnd.Failed(JobFailure.of(problem)));
        }
    }

    private boolean goesOn(Lot lot, int next, long began) {
        Here here = here(lot, next);
        DocumentStep.ForEach each = here.step().forEach();
        return since(began).compareTo(LONGEST_LOT) < 0
                && records.goesOn(lot.run(), here.place(), each != null && each.stops());
    }

    private Here here(Lot lot, int number) {
        return Here.of(documents, new StepCall(lot.run(), lot.paths().get(number)));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
