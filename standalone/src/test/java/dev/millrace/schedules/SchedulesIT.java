package dev.millrace.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Answer;
import dev.millrace.harness.Client;
import dev.millrace.harness.Millrace;
import dev.millrace.harness.MillraceTest;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleResponse;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Schedules that a real Temporal server fires. */
@MillraceTest
class SchedulesIT {
    private static final String PATH = "/api/v1/schedules";

    @Test
    void firesSkipsWhatOverlapsTriggersAndStopsWhenPaused(Millrace millrace) {
        Client client = millrace.client();
        workflow(client, "hold_on", "approval", Map.of("prompt", "Go on?"));
        String schedule = written(client, "PT10S", "hold_on");

        List<JsonNode> runs = runsOnceThereIs(client, schedule, "awaiting_input");
        JsonNode first = runs.getFirst();
        Instant time = Instant.parse(first.path("scheduled_for").asString());
        assertThat(time.getEpochSecond() % 10).as("the nominal time").isZero();
        assertThat(first.path("schedule_id").asString()).isEqualTo(id(schedule));

        JsonNode triggered = client.post(schedule + "/trigger", Map.of()).json();
        assertThat(triggered.path("status").asString()).isEqualTo("queued");
        // Temporal counts what it left out when the next time has come and the first run still waits.
        await().atMost(Duration.ofSeconds(60)).until(() -> skipped(millrace, id(schedule)) > 0);
        assertThat(runs(client, schedule)).as("the first and the triggered one").hasSize(2);

        assertThat(client.post(schedule + "/pause", Map.of("note", "enough"))
                        .json()
                        .path("paused")
                        .asBoolean())
                .isTrue();
        await().until(() -> client.get(schedule).json().path("synced").asBoolean());
        assertThat(temporal(millrace, id(schedule)).getSchedule().getState().getPaused())
                .isTrue();
        runs(client, schedule).forEach(run -> client.delete(self(run)));
        runs(client, schedule).forEach(run -> client.finished(self(run)));
        assertThat(client.delete(schedule).status()).isEqualTo(204);
    }

    @Test
    void fillsARangeOnceAndCancelsABackfillWithItsRun(Millrace millrace) {
        Client client = millrace.client();
        workflow(client, "quick", "wait", Map.of("duration", "PT0.01S"));
        String schedule = written(client, "PT1H", "quick");
        Map<String, Object> range = Map.of("from", "2026-01-01T00:00:00Z", "to", "2026-01-01T03:00:00Z");

        JsonNode filled = client.finished(backfill(client, schedule, range));
        JsonNode again = client.finished(backfill(client, schedule, range));

        assertThat(filled.path("status").asString()).as(filled.toString()).isEqualTo("completed");
        assertThat(filled.at("/result/runs_completed").asInt()).isEqualTo(3);
        assertThat(filled.path("progress").asDouble()).isEqualTo(1);
        assertThat(again.at("/result/runs_skipped").asInt()).isEqualTo(3);
        assertThat(runs(client, schedule))
                .extracting(run -> run.path("scheduled_for").asString())
                .containsExactly("2026-01-01T02:00:00Z", "2026-01-01T01:00:00Z", "2026-01-01T00:00:00Z");

        workflow(client, "never", "approval", Map.of("prompt", "Go on?"));
        String waiting = written(client, "PT1H", "never");
        String job = backfill(client, waiting, range);
        runsOnceThereIs(client, waiting, "awaiting_input");
        assertThat(client.delete(job).status()).isEqualTo(202);
        assertThat(client.finished(job).path("status").asString()).isEqualTo("cancelled");
        assertThat(runs(client, waiting))
                .extracting(run -> run.path("status").asString())
                .containsExactly("cancelled");
        client.delete(schedule);
        client.delete(waiting);
    }

    @Test
    void computesTheTimesThatTemporalHas(Millrace millrace) {
        try (Stubs temporal = new Stubs(millrace)) {
            Map<String, String> zones = new LinkedHashMap<>();
            zones.put("30 2 28 3 *", "Europe/Berlin");
            zones.put("*/30 0-3 27-29 3 *", "Europe/Berlin");
            zones.put("15 1 * 10,11 SUN", "America/New_York");
            zones.put("*/20 2 * 10 0", "Australia/Sydney");
            zones.put("30 9 * * MON-FRI", "Asia/Kolkata");
            zones.put("0 9 1-7 * MON", "Pacific/Auckland");
            zones.put("5,10-12 */6 29 FEB 7", "America/Sao_Paulo");
            zones.forEach((cron, zone) -> {
                Timing timing = new Timing(cron, null, zone, Overlap.SKIP, Duration.ofDays(1));
                Instant now = Instant.now();
                List<Instant> told = temporal.next(cron, zone);
                assertThat(told).as(cron + " in " + zone).isNotEmpty();
                assertThat(timing.times().after(now, told.size()))
                        .as(cron + " in " + zone)
                        .isEqualTo(told);
            });
        }
    }

    private static void workflow(Client client, String name, String type, Map<String, Object> with) {
        client.post(
                        "/api/v1/workflows",
                        Map.of("name", name, "steps", List.of(Map.of("id", "only", "type", type, "with", with))))
                .json();
    }

    private static String written(Client client, String interval, String workflow) {
        Answer made = client.post(
                PATH,
                Map.of(
                        "name", workflow,
                        "interval", interval,
                        "action", Map.of("kind", "pipeline", "request", Map.of("workflow", workflow))));
        return PATH + "/" + made.json().path("id").asString();
    }

    private static String backfill(Client client, String schedule, Map<String, Object> range) {
        return self(client.post(schedule + "/backfill", range).json());
    }

    private static List<JsonNode> runs(Client client, String schedule) {
        JsonNode items = client.get(schedule + "/runs").json().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static List<JsonNode> runsOnceThereIs(Client client, String schedule, String status) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> runs(client, schedule),
                        runs -> runs.stream()
                                .anyMatch(run -> run.path("status").asString().equals(status)));
    }

    private static String self(JsonNode run) {
        return run.at("/links/self").asString();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static long skipped(Millrace millrace, String schedule) {
        return temporal(millrace, schedule).getInfo().getOverlapSkipped();
    }

    private static DescribeScheduleResponse temporal(Millrace millrace, String schedule) {
        try (Stubs temporal = new Stubs(millrace)) {
            return temporal.stubs
                    .blockingStub()
                    .describeSchedule(DescribeScheduleRequest.newBuilder()
                            .setNamespace("default")
                            .setScheduleId("scheduled.default." + schedule)
                            .build());
        }
    }

    /** A client of the Temporal server itself. */
    private static final class Stubs implements AutoCloseable {
        private final WorkflowServiceStubs stubs;
        private final ScheduleClient client;

        Stubs(Millrace millrace) {
            stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(millrace.temporal())
                    .build());
            client = ScheduleClient.newInstance(stubs);
        }

        /** What a schedule would do that never does it. */
        List<Instant> next(String cron, String zone) {
            var handle = client.createSchedule(
                    UUID.randomUUID().toString(),
                    Schedule.newBuilder()
                            .setAction(ScheduleActionStartWorkflow.newBuilder()
                                    .setWorkflowType("None")
                                    .setOptions(WorkflowOptions.newBuilder()
                                            .setWorkflowId("none")
                                            .setTaskQueue("none")
                                            .build())
                                    .build())
                            .setSpec(ScheduleSpec.newBuilder()
                                    .setCronExpressions(List.of(cron))
                                    .setTimeZoneName(zone)
                                    .build())
                            .setState(ScheduleState.newBuilder().setPaused(true).build())
                            .build(),
                    ScheduleOptions.newBuilder().build());
            try {
                return handle.describe().getInfo().getNextActionTimes();
            } finally {
                handle.delete();
            }
        }

        @Override
        public void close() {
            stubs.shutdownNow();
        }
    }
}
