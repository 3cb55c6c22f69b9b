package dev.millrace.schedules;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Script;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A schedule with a time every minute from 1970 on, in memory; each job's work is "work" and the minute. */
public final class FakeSchedule implements ScheduleActivities, BackfillActivities, FakeWork {
    private static final ScheduleId ID = ScheduleId.of("01890000-0000-7000-8000-000000000005");
    private static final int LOT = 4;

    private final Script script;
    private final int runs;
    private final Set<Integer> taken;
    private final Set<Integer> refused;
    private final List<BackfillCount> notes = new ArrayList<>();
    private int working;
    private int mostWorking;

    public FakeSchedule(Script script, int runs, Set<Integer> taken, Set<Integer> refused) {
        this.script = script;
        this.runs = runs;
        this.taken = taken;
        this.refused = refused;
    }

    public static FlowFixture fixture(FakeSchedule schedule) {
        return new FlowFixture(
                List.of(ScheduledSubmitWorkflowImpl.class, BackfillWorkflowImpl.class, FakeJobImpl.class),
                schedule,
                schedule);
    }

    public static BackfillRequest backfill(int width) {
        return new BackfillRequest(FlowFixture.JOB, width, null);
    }

    public static ScheduledRequest request() {
        return new ScheduledRequest(FlowFixture.JOB.tenant(), ID);
    }

    @Override
    public List<Instant> times(JobRef backfill, @Nullable Instant after) {
        int first = after == null ? 0 : minute(after) + 1;
        return IntStream.range(first, runs)
                .limit(LOT)
                .mapToObj(minute -> Instant.ofEpochSecond(minute * 60L))
                .toList();
    }

    @Override
    public @Nullable BackfillRun submit(JobRef backfill, Instant time) {
        int minute = minute(time);
        if (taken.contains(minute)) {
            return null;
        }
        return new BackfillRun(refused.contains(minute) ? null : run("" + minute));
    }

    @Override
    public synchronized void note(JobRef backfill, BackfillCount count) {
        notes.add(count);
    }

    @Override
    public @Nullable ScheduledRun submit(ScheduledRequest request, Instant time, String workflowId) {
        script.play("submit " + time);
        return taken.isEmpty() ? run("" + time) : null;
    }

    @Override
    public void work(String time) {
        synchronized (this) {
            working++;
            mostWorking = Math.max(mostWorking, working);
        }
        try {
            script.play("work " + time);
        } finally {
            synchronized (this) {
                working--;
            }
        }
    }

    synchronized int mostWorking() {
        return mostWorking;
    }

    synchronized List<BackfillCount> notes() {
        return List.copyOf(notes);
    }

    private static ScheduledRun run(String time) {
        JobRef job = new JobRef(
                FlowFixture.JOB.tenant(), new JobId(UUID.nameUUIDFromBytes(time.getBytes(StandardCharsets.UTF_8))));
        return new ScheduledRun(
                new ChildRun(job, JobKind.TRAINING, "FakeJob", JobKind.TRAINING.workflowId(job), Map.of("time", time)),
                Priority.NORMAL,
                "for " + time);
    }

    private static int minute(Instant time) {
        return (int) (time.getEpochSecond() / 60);
    }
}
