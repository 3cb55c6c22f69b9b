package dev.millrace.tuning;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.StepRecorder;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The work on studies, left to the classes that are named after it. */
@Component
public final class TuningActivitiesImpl implements TuningActivities {
    private final StepRecorder recorder;
    private final StudySpecs specs;
    private final TuningChecks checks;
    private final LaneWork lanes;
    private final Conclusion conclusion;

    TuningActivitiesImpl(
            StepRecorder recorder, StudySpecs specs, TuningChecks checks, LaneWork lanes, Conclusion conclusion) {
        this.recorder = recorder;
        this.specs = specs;
        this.checks = checks;
        this.lanes = lanes;
        this.conclusion = conclusion;
    }

    @Override
    public void validate(JobRef study) {
        TuningSpec spec = specs.of(study);
        recorder.record(study, "validate", "validate", Map.of("algorithms", spec.algorithms()), () -> {
            checks.check(spec);
        });
    }

    @Override
    public StudyState work(JobRef study, int epoch, int lane) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        try (Heartbeat heartbeat = Heartbeat.of(context)) {
            Lease lease = new Lease(epoch, lane, context.getInfo().getAttempt());
            return lanes.work(study, specs.of(study), lease, heartbeat);
        }
    }

    @Override
    public void conclude(JobRef study) {
        recorder.record(study, "conclude", "conclude", Map.of(), () -> conclusion.conclude(study, specs.of(study)));
    }
}
