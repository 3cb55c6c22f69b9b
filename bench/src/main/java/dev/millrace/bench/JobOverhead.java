package dev.millrace.bench;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One job at a time through a running Millrace beside a bare workflow with one activity on the same Temporal server.
 * Both are timed from before the start request until the result is known to the caller; in turns, so that noise hits both.
 *
 * <p>Arguments: API base, Temporal address, the model id and version to predict one row with, rounds, and the row as JSON.
 */
public final class JobOverhead {
    private static final String QUEUE = "bench-bare";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final String base;

    private JobOverhead(String base) {
        this.base = base;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var bench = new JobOverhead(args[0]);
        String request = "{\"model_id\":\"%s\",\"version\":%s,\"data\":{\"instances\":[%s]}}"
                .formatted(args[2], args[3], args[5]);
        int rounds = Integer.parseInt(args[4]);
        var service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(args[1]).build());
        var client = WorkflowClient.newInstance(service);
        var factory = WorkerFactory.newInstance(client);
        var worker = factory.newWorker(QUEUE);
        worker.registerWorkflowImplementationTypes(BareWorkflow.Impl.class);
        worker.registerActivitiesImplementations((BareWorkflow.Nothing) value -> value);
        factory.start();
        double[] bare = new double[rounds];
        double[] job = new double[rounds];
        for (int round = -5; round < rounds; round++) {
            double bareMs = bench.bare(client);
            double jobMs = bench.job(request);
            if (round >= 0) {
                bare[round] = bareMs;
                job[round] = jobMs;
            }
        }
        factory.shutdownNow();
        service.shutdownNow();
        bench.report(bare, job);
    }

    private double bare(WorkflowClient client) {
        long begin = System.nanoTime();
        client.newWorkflowStub(
                        BareWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(QUEUE)
                                .setWorkflowId("bench-" + UUID.randomUUID())
                                .build())
                .run(1);
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Submits and follows the job's event stream, which ends with the job. */
    private double job(String request) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        JsonNode job = json.readTree(http.send(
                        HttpRequest.newBuilder(URI.create(base + "/api/v1/predictions/batch"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(request))
                                .build(),
                        BodyHandlers.ofString())
                .body());
        String path = "/api/v1/predictions/" + job.get("job_id").asString();
        http.send(
                HttpRequest.newBuilder(URI.create(base + path + "/events"))
                        .timeout(Duration.ofMinutes(1))
                        .build(),
                BodyHandlers.discarding());
        double took = (System.nanoTime() - begin) / 1e6;
        String status = json.readTree(http.send(
                                HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString())
                        .body())
                .get("status")
                .asString();
        if (!status.equals("completed")) {
            throw new IllegalStateException("the job ended as " + status);
        }
        return took;
    }

    private void report(double[] bare, double[] job) {
        double bareMedian = median(bare);
        double jobMedian = median(job);
        System.out.printf(
                Locale.ROOT,
                "bare workflow: %.0f ms, Millrace job of one row: %.0f ms, ratio %.1f (medians of %d)%n",
                bareMedian,
                jobMedian,
                jobMedian / bareMedian,
                bare.length);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
