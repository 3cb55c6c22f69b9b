package dev.millrace.bench;

import dev.millrace.standalone.Installation;
import dev.millrace.standalone.processes.Ports;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chain of 500 steps and a step of 1,000 items, all doing nothing, beside bare workflows with as many activities on the
 * same Temporal server, in turns. Argument: rounds.
 */
public final class PipelineOverhead {
    private static final String QUEUE = "bench-graph";
    private static final int CHAIN = 500;
    private static final int ITEMS = 1000;
    private static final int WINDOW = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final Installation millrace;
    private final WorkflowClient client;

    private PipelineOverhead(Installation millrace, WorkflowClient client) {
        this.millrace = millrace;
        this.client = client;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
        try (Installation millrace = Installation.start(environment(), PipelineOverhead::say)) {
            var service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(millrace.properties().get("TEMPORAL_ADDRESS"))
                    .build());
            var client = WorkflowClient.newInstance(service);
            var factory = WorkerFactory.newInstance(client);
            var worker = factory.newWorker(
                    QUEUE,
                    WorkerOptions.newBuilder()
                            .setActivityTaskPollersBehavior(new PollerBehaviorAutoscaling(1, 20, 3))
                            .build());
            worker.registerWorkflowImplementationTypes(BareGraph.Impl.class);
            worker.registerActivitiesImplementations((BareWorkflow.Nothing) value -> value);
            factory.start();
            var bench = new PipelineOverhead(millrace, client);
            bench.compare("chain of " + CHAIN, bench.define(chain()), CHAIN, 1, rounds);
            bench.compare("for_each of " + ITEMS, bench.define(each()), ITEMS, WINDOW, rounds);
            factory.shutdownNow();
            service.shutdownNow();
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private void compare(String what, String workflow, int activities, int window, int rounds)
            throws IOException, InterruptedException {
        double[] bare = new double[rounds];
        double[] ours = new double[rounds];
        String run = "";
        for (int round = -1; round < rounds; round++) {
            double bareMs = bare(activities, window);
            long begin = System.nanoTime();
            run = run(workflow);
            double oursMs = (System.nanoTime() - begin) / 1e6;
            if (round >= 0) {
                bare[round] = bareMs;
                ours[round] = oursMs;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: bare %.0f ms, pipeline %.0f ms, ratio %.2f (medians of %d), %d events%n",
                what,
                median(bare),
                median(ours),
                median(ours) / median(bare),
                rounds,
                client.fetchHistory(run).getEvents().size());
    }

    private double bare(int activities, int window) {
        long begin = System.nanoTime();
        client.newWorkflowStub(
                        BareGraph.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(QUEUE)
                                .setWorkflowId("bench-" + UUID.randomUUID())
                                .build())
                .run(activities, window);
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Follows the run's events to their end; its Temporal workflow's id. */
    private String run(String workflow) throws IOException, InterruptedException {
        JsonNode run = post("/api/v1/workflows/" + workflow + "/execute", Map.of());
        String path = "/api/v1/ai/workflows/" + run.get("id").asString();
        http.send(HttpRequest.newBuilder(at(path + "/events")).build(), BodyHandlers.discarding());
        JsonNode done = json.readTree(http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString())
                .body());
        if (!done.get("status").asString().equals("completed")) {
            throw new IllegalStateException("the run ended as " + done.get("status") + ": " + done.get("error"));
        }
        return done.get("workflow_id").asString();
    }

    private String define(Map<String, Object> document) throws IOException, InterruptedException {
        return post("/api/v1/workflows", document).get("id").asString();
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private URI at(String path) {
        return millrace.address().resolve(path);
    }

    private static Map<String, Object> chain() {
        List<Object> steps = new ArrayList<>();
        for (int i = 0; i < CHAIN; i++) {
            List<String> needs = i == 0 ? List.of() : List.of("s" + (i - 1));
            steps.add(Map.of("id", "s" + i, "type", "nothing", "needs", needs));
        }
        return Map.of("name", "chain", "steps", steps);
    }

    private static Map<String, Object> each() {
        String items =
                java.util.stream.IntStream.range(0, ITEMS).boxed().toList().toString();
        return Map.of(
                "name",
                "each",
                "input_schema",
                Map.of("type", "object", "properties", Map.of("items", Map.of("default", json(items)))),
                "steps",
                List.of(Map.of(
                        "id",
                        "each",
                        "type",
                        "nothing",
                        "for_each",
                        Map.of("items", "input.items", "window", WINDOW))));
    }

    private static Object json(String text) {
        return JsonMapper.shared().readValue(text, List.class);
    }

    private static Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("MILLRACE_HOME", Files.createTempDirectory("bench").toString());
        for (String port : List.of(
                "AI_SERVICE_PORT", "MILLRACE_POSTGRES_PORT", "MILLRACE_TEMPORAL_PORT", "MILLRACE_TEMPORAL_UI_PORT")) {
            environment.put(port, Integer.toString(Ports.anyFree()));
        }
        return environment;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
