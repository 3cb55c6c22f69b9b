package dev.millrace.bench;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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

    private final OwnMillrace millrace;
    private final WorkflowClient client;

    private PipelineOverhead(OwnMillrace millrace, WorkflowClient client) {
        this.millrace = millrace;
        this.client = client;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
        try (OwnMillrace millrace = OwnMillrace.start()) {
            var service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(millrace.temporal())
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
        JsonNode run = millrace.post("/api/v1/workflows/" + workflow + "/execute", Map.of());
        String path = "/api/v1/ai/workflows/" + run.get("id").asString();
        millrace.follow(path);
        JsonNode done = millrace.get(path);
        if (!done.get("status").asString().equals("completed")) {
            throw new IllegalStateException("the run ended as " + done.get("status") + ": " + done.get("error"));
        }
        return done.get("workflow_id").asString();
    }

    private String define(Map<String, Object> document) throws IOException, InterruptedException {
        return millrace.post("/api/v1/workflows", document).get("id").asString();
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

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
