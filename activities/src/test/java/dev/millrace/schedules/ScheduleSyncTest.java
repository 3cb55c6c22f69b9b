package dev.millrace.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.MovableClock;
import dev.millrace.jobs.JobKind;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.schedules.Schedule.Action;
import dev.millrace.schedules.Schedule.Draft;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.security.Role;
import dev.millrace.tenancy.DatabaseUrl;
import dev.millrace.tenancy.DispatcherDatabase;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleSyncTest {
    private final MovableClock clock = new MovableClock();
    private final TenantTransactions transactions = TestDatabase.get().transactions();
    private final TenantId tenant = TestDatabase.get().workspace();
    private final DispatcherDatabase database =
            new DispatcherDatabase(DatabaseUrl.parse(TestDatabase.get().dispatcherUrl()));
    private final FakeTemporal temporal = new FakeTemporal();
    private final ScheduleSync sync = new ScheduleSync(database, transactions, temporal, clock);
    private final ScheduleId id = new ScheduleId(Ids.next());

    @BeforeEach
    void write() {
        TestDatabase.get().superuser().sql("DELETE FROM schedules").update();
        Timing timing = new Timing("0 3 * * *", null, "UTC", Overlap.SKIP, Duration.ofDays(1));
        Action action = new Action(JobKind.TRAINING, Json.parse("{}"), Json.parse("{}"));
        transactions.run(
                tenant,
                jdbc -> new ScheduleRows(jdbc)
                        .insert(
                                tenant,
                                id,
                                new Draft("nightly", timing, action, null),
                                new Planner("tester", Role.OPERATOR),
                                clock.instant()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsTemporalOfEachVersionOnce() {
        sync.sweep();
        sync.sweep();
        pause();
        sync.sweep();

        assertThat(temporal.told).containsExactly("put 1 running", "put 2 paused");
        assertThat(row().synced()).isEqualTo(2);
    }

    @Test
    void waitsForTemporalAndLosesNothing() {
        temporal.refusal = new Problem(ProblemType.UNAVAILABLE, "down");
        sync.sweep();
        assertThat(row().syncError()).isEqualTo("down");
        temporal.refusal = null;
        sync.sweep();
        assertThat(temporal.told).as("not before its next try is due").isEmpty();

        clock.advance(Duration.ofSeconds(1));
        sync.sweep();

        assertThat(row().synced()).isEqualTo(1);
        assertThat(row().syncError()).isNull();
    }

    @Test
    void saysWhyTemporalRefusesOne() {
        temporal.refusal = new Problem(ProblemType.INVALID, "no such zone");
        sync.sweep();

        assertThat(row().synced()).isZero();
        assertThat(row().syncError()).isEqualTo("no such zone");
    }

    @Test
    void forgetsADeletedOneWhenTemporalHas() {
        sync.sweep();
        transactions.run(tenant, jdbc -> new ScheduleRows(jdbc).delete(id, clock.instant()));
        temporal.refusal = new Problem(ProblemType.UNAVAILABLE, "down");
        sync.sweep();
        assertThat(rows()).isOne();
        temporal.refusal = null;
        clock.advance(Duration.ofMinutes(1));
        sync.sweep();

        assertThat(temporal.told).containsExactly("put 1 running", "removed");
        assertThat(rows()).isZero();
    }

    @Test
    void tellsAgainWhatTemporalHasLost() {
        sync.sweep();
        temporal.known.clear();
        sync.audit();
        sync.sweep();

        assertThat(temporal.told).containsExactly("put 1 running", "put 1 running");
    }

    private void pause() {
        transactions.run(tenant, jdbc -> new ScheduleRows(jdbc).pause(id, clock.instant(), "why", clock.instant()));
    }

    private Schedule row() {
        return transactions.in(tenant, jdbc -> new ScheduleRows(jdbc).find(id).orElseThrow());
    }

    private static long rows() {
        return TestDatabase.get()
                .superuser()
                .sql("SELECT count(*) FROM schedules")
                .query((row, n) -> row.getLong(1))
                .single();
    }

    /** Temporal's schedules in memory; can refuse. */
    private static final class FakeTemporal implements FiredSchedules {
        private final List<String> told = new ArrayList<>();
        private final Map<ScheduleId, Integer> known = new HashMap<>();
        private @Nullable Problem refusal;

        @Override
        public void put(Schedule schedule) {
            refuse();
            known.put(schedule.id(), schedule.version());
            told.add("put " + schedule.version() + (schedule.paused() ? " paused" : " running"));
        }

        @Override
        public void remove(Schedule schedule) {
            refuse();
            known.remove(schedule.id());
            told.add("removed");
        }

        @Override
        public boolean has(Schedule schedule) {
            refuse();
            return known.containsKey(schedule.id());
        }

        @Override
        public Optional<List<Instant>> next(Schedule schedule) {
            return Optional.empty();
        }

        private void refuse() {
            if (refusal != null) {
                throw refusal;
            }
        }
    }
}
