package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.serviceclient.StatusUtils;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls Temporal within a time limit of ours, since its client by itself goes on trying for a minute. */
public final class TemporalCalls implements AutoCloseable {
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("temporal-deadlines").daemon().factory());

    /** @throws Problem UNAVAILABLE when there is no answer in time; CONFLICT when there is no open run */
    public <T> T within(Duration limit, Callable<T> call) {
        Context.CancellableContext context =
                Context.current().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS, deadlines);
        try {
            return context.call(call);
        } catch (WorkflowNotFoundException e) {
            throw namespaceIsMissing(e) ? unavailable(e) : Problem.conflict("the job has no open run in Temporal");
        } catch (WorkflowException | ScheduleException | StatusRuntimeException e) {
            throw unavailable(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            context.cancel(null);
        }
    }

    static boolean namespaceIsMissing(WorkflowNotFoundException e) {
        return e.getCause() instanceof StatusRuntimeException status
                && StatusUtils.hasFailure(status, NamespaceNotFoundFailure.class);
    }

    private static Problem unavailable(RuntimeException e) {
        Problem problem =
                new Problem(ProblemType.UNAVAILABLE, "Temporal does not answer at the moment; try again later");
        problem.initCause(e);
        return problem;
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }
}
