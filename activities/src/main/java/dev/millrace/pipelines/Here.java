package dev.millrace.pipelines;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobReport;
import dev.millrace.pipelines.StepRows.Place;
import dev.millrace.pipelines.document.Compiled;
import dev.millrace.pipelines.document.DocumentStep;
import dev.millrace.pipelines.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** One step of a run, and where it stands in the document. */
record Here(RunDocument document, JobRef run, StepPath path, DocumentStep step) {
    static Here of(RunDocuments documents, StepCall call) {
        RunDocument document = documents.of(call.run());
        StepPath path = StepPath.of(call.path());
        return new Here(document, call.run(), path, path.in(document.compiled()));
    }

    Compiled compiled() {
        return document.compiled();
    }

    /** Whether this is one item of a step, whose condition was decided with the step's. */
    boolean isItem() {
        return path.item(compiled()) != null;
    }

    Place place() {
        StepPath parent = path.parent(compiled());
        return new Place(
                path.toString(), parent == null ? null : parent.toString(), path.item(compiled()), step.type());
    }

    StepContext context(String suffix, JobReport log, @Nullable Heartbeat heartbeat) {
        return new StepContext(
                run,
                path + suffix,
                document.job().createdBy(),
                document.depth(),
                step.priority() == null ? document.job().priority() : step.priority(),
                log,
                heartbeat);
    }
}
