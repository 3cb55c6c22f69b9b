package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.CanceledFailure;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Shows users what a job's steps did: wraps the work of one activity, whose log lines name tenant, job and trace. */
@Component
public final class StepRecorder {
    private final JobSteps steps;

    StepRecorder(JobSteps steps) {
        this.steps = steps;
    }

    /** Runs the work and records it as the job's step; input and answer are shown as JSON. */
    public <T> T record(JobRef job, String step, String type, Object input, Supplier<T> work) {
        JobSteps.Attempt attempt = steps.begin(job, step, type, Json.write(input));
        try (var _ = MDC.putCloseable("tenant", job.tenant().value());
                var _ = MDC.putCloseable("job", job.job().toString());
                var _ = MDC.putCloseable("trace_id", attempt.traceId())) {
            T answer = work.get();
            steps.end(job, step, attempt.number(), StepStatus.COMPLETED, Json.write(answer), null);
            return answer;
        } catch (RuntimeException | Error failure) {
            end(job, step, attempt.number(), failure);
            throw failure;
        }
    }

    public void record(JobRef job, String step, String type, Object input, Runnable work) {
        record(job, step, type, input, () -> {
            work.run();
            return Map.of();
        });
    }

    private void end(JobRef job, String step, int attempt, Throwable failure) {
        try {
            if (isCancellation(failure)) {
                steps.end(job, step, attempt, StepStatus.CANCELLED, null, null);
            } else {
                steps.end(job, step, attempt, StepStatus.FAILED, null, Json.write(shown(failure)));
            }
        } catch (RuntimeException unrecorded) {
            failure.addSuppressed(unrecorded);
        }
    }

    private static boolean isCancellation(Throwable failure) {
        return failure instanceof ActivityCanceledException
                || failure instanceof CanceledFailure
                || failure instanceof CancellationException;
    }

    private static JobFailure shown(@Nullable Throwable failure) {
        if (failure instanceof Problem problem) {
            return new JobFailure(problem.type().uri(), problem.type().title(), problem.detail());
        }
        ProblemType internal = ProblemType.INTERNAL;
        return new JobFailure(internal.uri(), internal.title(), "this attempt failed; the worker's log says why");
    }
}
