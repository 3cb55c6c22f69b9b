package dev.millrace.jobs;

import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import io.temporal.common.converter.DataConverter;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Jobs that another job's run starts as its children: their rows are written as any other's, and no dispatcher takes them. */
@Component
public final class ChildJobs {
    private final JobTypes types;
    private final JobMoves moves;
    private final JobInserts inserts;
    private final DataConverter converter;

    ChildJobs(JobTypes types, JobMoves moves, JobInserts inserts, DataConverter converter) {
        this.types = types;
        this.moves = moves;
        this.inserts = inserts;
        this.converter = converter;
    }

    /** Writes the row of a job that belongs to the run of {@code parent}. */
    public JobRef adopt(JdbcClient jdbc, Job parent, Submission submission) {
        return adopt(jdbc, parent.ref().tenant(), parent.workflowId(), submission);
    }

    /** As the other, for a run that is no job. */
    public JobRef adopt(JdbcClient jdbc, TenantId tenant, String parentRun, Submission submission) {
        JobRef ref = new JobRef(tenant, new JobId(Ids.next()));
        inserts.insert(jdbc, ref, submission, parentRun);
        moves.announce(jdbc, ref, JobStatus.QUEUED, null);
        return ref;
    }

    /** What a parent starts it by. */
    public ChildRun start(Job child) {
        JobType type = types.of(child.kind());
        return new ChildRun(
                child.ref(),
                child.kind(),
                type.workflow().getSimpleName(),
                child.workflowId(),
                plain(type.argument(child)));
    }

    /** As it would be written into the history, so that it is the same when it is written there. */
    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> plain(Object argument) {
        var payload = converter.toPayload(argument).orElseThrow();
        return (Map<String, @Nullable Object>) converter.fromPayload(payload, Map.class, (Type) Map.class);
    }
}
