package dev.millrace.pipelines;

import dev.millrace.jobs.JobRef;
import java.util.List;
import java.util.Map;

/** The argument of a pipeline's workflow. {@code done} are the steps of the outermost block whose results were taken over from another run. */
public record PipelineRequest(JobRef job, List<StepPlan> steps, Map<String, StepState> done) {}
