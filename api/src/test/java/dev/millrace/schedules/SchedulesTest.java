package dev.millrace.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http.Answer;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Schedules over HTTP while Temporal is down: written, shown, refused, triggered and backfilled all the same. */
@ApiTest
class SchedulesTest {
    private static final String PATH = "/api/v1/schedules";

    private final Workspace workspace;
    private final Workspace stranger;
    private final String dataset;

    @Autowired
    SchedulesTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        stranger = Workspace.fresh(port, keys);
        dataset = workspace.upload("customers", Workspace.CUSTOMERS);
    }

    @Test
    void showsWhatWasWrittenAndTheNextFiveTimes() {
        Answer made = post(PATH, hourly("shown", ""));

        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.body().path("next_times")).hasSize(5);
        assertThat(made.body().path("overlap").asString()).isEqualTo("skip");
        assertThat(made.body().path("timezone").asString()).isEqualTo("Europe/Berlin");
        assertThat(made.body().at("/action/request/training_data/dataset_id").asString())
                .isEqualTo(dataset);
        assertThat(made.body().path("synced").asBoolean()).isFalse();
        Answer got = workspace.http().get(made.header("Location"));
        assertThat(got.body().path("id")).isEqualTo(made.body().path("id"));
        assertThat(workspace.http().get(PATH + "?name=shown").body().at("/items/0/id"))
                .isEqualTo(made.body().path("id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "cron": "0 3 * *"                                     | /cron
                    "cron": "0 0 3 * * *"                                 | /cron
                    "cron": "61 3 * * *"                                  | /cron
                    "cron": "5/15 * * * *"                                | /cron
                    "cron": "0 0 L * *"                                   | /cron
                    "cron": "@daily"                                      | /cron
                    "cron": "0 0 31 2 *"                                  | /cron
                    "cron": "0 0 * * *", "interval": "PT1H"               | /cron
                    "interval": "PT9S"                                    | /interval
                    "interval": "PT10.5S"                                 | /interval
                    "interval": "-PT10S"                                  | /interval
                    "interval": "P366D"                                   | /interval
                    "cron": "0 0 * * *", "timezone": "Mars/Olympus"       | /timezone
                    "cron": "0 0 * * *", "timezone": "UTC+3"              | /timezone
                    "cron": "0 0 * * *", "catchup_window": "PT1S"         | /catchup_window
                    "cron": "0 0 * * *", "note": "\\u0000"                | /note
                    """)
    void refusesTimesThatCannotBe(String timing, String pointer) {
        Answer answer =
                post(PATH, "{\"name\": \"refused\", %s, \"action\": %s}".formatted(timing, training(dataset, "")));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"kind": "dance", "request": {}}                                    | 422 | /action/kind
                    {"kind": "backfill", "request": {}}                                 | 422 | /action/kind
                    {"kind": "multi_agent", "request": {}}                              | 422 | /action/kind
                    {"kind": "training"}                                                | 422 | /action/request
                    {"kind": "training", "request": {"model_nam": "x"}}                 | 400 | /action/request/model_nam
                    {"kind": "training", "request": {"model_name": "x"}}                | 422 | /action/request/algorithm
                    {"kind": "pipeline", "request": {"workflow": "none"}}               | 404 | /action/request
                    {"kind": "pipeline", "request": {}}                                 | 422 | /action/request/workflow
                    {"kind": "agent", "request": {"agent": "nobody", "input": {}}}      | 404 | /action/request
                    {"kind": "agent", "request": {"input": {}}}                         | 422 | /action/request/agent
                    """)
    void refusesAnActionAsItsOwnEndpointDoes(String action, int status, String pointer) {
        Answer answer = post(PATH, "{\"name\": \"refused\", \"interval\": \"PT1H\", \"action\": %s}".formatted(action));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void schedulesRunsOfAWorkflowByItsName() {
        assertThat(post("/api/v1/workflows", """
                {"name": "ask", "steps": [{"id": "ok", "type": "approval", "with": {"prompt": "Go on?"}}]}""").status()).isEqualTo(201);
        String made = created("""
                {"name": "asks", "interval": "PT1H",
                 "action": {"kind": "pipeline", "request": {"workflow": "ask", "priority": "low"}}}""");

        Answer run = workspace.http().send("POST", made + "/trigger", null);

        assertThat(run.status()).as(run.body().toString()).isEqualTo(202);
        assertThat(run.body().at("/input_data/workflow").asString()).isEqualTo("ask");
    }

    @Test
    void checksTheDataOfAnActionAndKeepsNothingOfARefusedOne() {
        long jobs = workspace.jobs();

        Answer wrongTarget = post(PATH, hourly("refused", "").replace("churned", "gone"));
        Answer foreign = send(stranger, "POST", PATH, hourly("refused", ""));

        assertThat(wrongTarget.status()).isEqualTo(422);
        assertThat(wrongTarget.body().at("/errors/0/pointer").asString())
                .isEqualTo("/action/request/training_data/target");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().at("/errors/0/pointer").asString())
                .isEqualTo("/action/request/training_data/dataset_id");
        assertThat(workspace.jobs()).isEqualTo(jobs);
        assertThat(workspace.count("SELECT count(*) FROM schedules WHERE name = 'refused'"))
                .isZero();
    }

    @Test
    void keepsNamesApartAndFreesTheNameOfADeletedOne() {
        String made = created(hourly("named", ""));

        assertThat(post(PATH, hourly("named", "")).status()).isEqualTo(409);
        assertThat(workspace.http().send("DELETE", made, null).status()).isEqualTo(204);
        assertThat(workspace.http().get(made).status()).isEqualTo(404);
        assertThat(post(PATH, hourly("named", "")).status()).isEqualTo(201);
    }

    @Test
    void changesOnlyTheVersionThatWasRead() {
        String made = created(hourly("changed", ""));
        String read = workspace.http().get(made).header("ETag");

        Answer changed = workspace.http().send("PUT", made, hourly("changed", "\"note\": \"n\","), "If-Match", read);
        Answer stale = workspace.http().send("PUT", made, hourly("changed", ""), "If-Match", read);
        Answer staleDelete = workspace.http().send("DELETE", made, null, "If-Match", read);

        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().path("version").asInt()).isEqualTo(2);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(staleDelete.status()).isEqualTo(412);
        assertThat(workspace.http().get(made).body().path("note").asString()).isEqualTo("n");
    }

    @Test
    void pausesAndResumesOnceEach() {
        String made = created(hourly("paused", ""));

        assertThat(post(made + "/resume", "{}").status()).isEqualTo(409);
        Answer paused = post(made + "/pause", "{\"note\": \"moving\"}");
        assertThat(paused.body().path("paused").asBoolean()).isTrue();
        assertThat(paused.body().path("note").asString()).isEqualTo("moving");
        assertThat(post(made + "/pause", "{}").status()).isEqualTo(409);
        assertThat(workspace
                        .http()
                        .send("POST", made + "/resume", null)
                        .body()
                        .path("paused")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void runsOnceAtOnceForTheSameKeyTwice() {
        String made = created(hourly("triggered", ""));

        Answer first = workspace.http().send("POST", made + "/trigger", null, "Idempotency-Key", "now");
        Answer second = workspace.http().send("POST", made + "/trigger", null, "Idempotency-Key", "now");

        assertThat(first.status()).as(first.body().toString()).isEqualTo(202);
        assertThat(first.body().path("status").asString()).isEqualTo("queued");
        assertThat(first.body().path("schedule_id").asString()).isEqualTo(made.substring(made.lastIndexOf('/') + 1));
        assertThat(second.body().path("id")).isEqualTo(first.body().path("id"));
        Answer runs = workspace.http().get(made + "/runs");
        assertThat(runs.body().path("items")).hasSize(1);
        assertThat(runs.body().at("/items/0/workflow_type").asString()).isEqualTo("training");
    }

    @Test
    void refusesATriggerWhoseDataAreGone() {
        String gone = workspace.upload("gone", Workspace.CUSTOMERS);
        String made = created(hourly("orphaned", "").replace(dataset, gone));
        assertThat(workspace
                        .http()
                        .send("DELETE", "/api/v1/datasets/" + gone, null)
                        .status())
                .isEqualTo(204);

        Answer answer = workspace.http().send("POST", made + "/trigger", null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().at("/errors/0/pointer").asString())
                .isEqualTo("/action/request/training_data/dataset_id");
    }

    @Test
    void acceptsABackfillAsOneJobThatCanBeCancelled() {
        String made = created(hourly("filled", ""));

        Answer job = post(made + "/backfill", range("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", ""));
        assertThat(job.status()).as(job.body().toString()).isEqualTo(202);
        assertThat(job.body().path("workflow_type").asString()).isEqualTo("backfill");
        assertThat(job.body().at("/result/runs_total").asInt()).isEqualTo(24);
        Answer cancelled = workspace.http().send("DELETE", job.header("Location"), null);
        assertThat(cancelled.body().path("status").asString()).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-01-02T00:00:00Z | 2026-01-01T00:00:00Z |                      | /to
                    2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z |                      | /to
                    2026-01-01T00:00:00Z | 2999-01-01T00:00:00Z |                      | /to
                    2001-01-01T00:00:00Z | 2026-01-01T00:00:00Z |                      | /from
                    1026-01-01T00:00:00Z | 2026-01-01T00:00:00Z |                      | /from
                    2026-01-01T00:00:01Z | 2026-01-01T00:30:00Z |                      | /from
                    2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z | , "overlap": "skip"  | /overlap
                    """)
    void refusesRangesThatCannotBe(String from, String to, String more, String pointer) {
        String made =
                created(hourly("range " + pointer.substring(1) + Math.floorMod((from + to).hashCode(), 1000), ""));

        Answer answer = post(made + "/backfill", range(from, to, more == null ? "" : more));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    private String created(String body) {
        Answer made = post(PATH, body);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.header("Location");
    }

    private Answer post(String path, String body) {
        return workspace.http().post(path, body);
    }

    private static Answer send(Workspace workspace, String method, String path, String body) {
        return workspace.http().send(method, path, body);
    }

    private String hourly(String name, String more) {
        return "{\"name\": \"%s\", %s \"cron\": \"0 * * * *\", \"timezone\": \"Europe/Berlin\", \"action\": %s}"
                .formatted(name, more, training(dataset, ""));
    }

    private static String range(String from, String to, String more) {
        return "{\"from\": \"%s\", \"to\": \"%s\"%s}".formatted(from, to, more);
    }

    private static String training(String dataset, String more) {
        return """
                {"kind": "training", "request": {"model_name": "upsell", "algorithm": "random_forest",
                 "task": "classification", "training_data": {"dataset_id": "%s", "target": "churned"}%s}}""".formatted(dataset, more);
    }
}
