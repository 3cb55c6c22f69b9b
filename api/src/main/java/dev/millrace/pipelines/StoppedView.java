package dev.millrace.pipelines;

import dev.millrace.jobs.JobId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The runs whose cancellation is under way. */
@Schema(name = "StoppedRuns")
record StoppedView(int stopped, List<JobId> runs) {}
