package dev.millrace.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Ten jobs of one workspace, alone and beside a thousand of another: from when each was accepted until it was completed, as
 * its resource says. A job is a batch prediction of one row.
 *
 * <p>Arguments: how many jobs the other workspace has (1,000).
 */
public final class FairTurns {
    private static final int FEW = 10;
    private static final int CLIENTS = 8;
    private static final int ROWS = 200;

    private final OwnMillrace millrace;

    private FairTurns(OwnMillrace millrace) {
        this.millrace = millrace;
    }

    public static void main(String[] args) throws Exception {
        int many = args.length == 0 ? 1_000 : Integer.parseInt(args[0]);
        try (OwnMillrace millrace = OwnMillrace.start()) {
            new FairTurns(millrace).compare(many);
        }
    }

    private void compare(int many) throws Exception {
        OwnMillrace busy = workspace("busy");
        OwnMillrace small = workspace("small");
        Map<String, Object> busyJob = job(busy);
        Map<String, Object> smallJob = job(small);
        times(small, submit(small, smallJob, FEW));
        double alone = p95(times(small, submit(small, smallJob, FEW)));
        List<String> flood = submit(busy, busyJob, many);
        double beside = p95(times(small, submit(small, smallJob, FEW)));
        long open = flood.stream().filter(job -> isOpen(busy, job)).count();
        System.out.printf(
                Locale.ROOT,
                "p95 of ten jobs: alone %.0f ms, beside %d of another workspace (%d still open afterwards) %.0f ms, ratio %.2f%n",
                alone,
                many,
                open,
                beside,
                beside / alone);
    }

    private OwnMillrace workspace(String id) throws IOException, InterruptedException {
        JsonNode made = millrace.post("/api/v1/workspaces", Map.of("id", id, "name", id));
        return millrace.as(made.at("/admin_key/key").asString());
    }

    /** A request for a batch prediction of one row, by a model that is trained for it. */
    private static Map<String, Object> job(OwnMillrace workspace) throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("a,label\n");
        for (int row = 0; row < ROWS; row++) {
            csv.append(row).append(row % 2 == 0 ? ",x\n" : ",y\n");
        }
        String dataset = workspace.upload("rows", csv.toString());
        JsonNode training = workspace.post(
                "/api/v1/training/jobs",
                Map.of(
                        "model_name", "m",
                        "algorithm", "naive_bayes",
                        "task", "classification",
                        "training_data", Map.of("dataset_id", dataset, "target", "label")));
        String path = "/api/v1/training/jobs/" + training.path("job_id").asString();
        workspace.follow(path);
        return Map.of(
                "model_id", workspace.get(path).path("model_id").asString(),
                "version", 1,
                "data", Map.of("instances", List.of(Map.of("a", 1))));
    }

    private static List<String> submit(OwnMillrace workspace, Map<String, Object> job, int count) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            Callable<String> one = () -> "/api/v1/predictions/"
                    + workspace
                            .post("/api/v1/predictions/batch", job)
                            .path("job_id")
                            .asString();
            List<Future<String>> accepted = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                accepted.add(clients.submit(one));
            }
            List<String> jobs = new ArrayList<>();
            for (Future<String> answer : accepted) {
                jobs.add(answer.get());
            }
            return jobs;
        }
    }

    private static List<Double> times(OwnMillrace workspace, List<String> jobs)
            throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (String job : jobs) {
            workspace.follow(job);
            JsonNode done = workspace.get(job);
            Duration took = Duration.between(
                    Instant.parse(done.path("created_at").asString()),
                    Instant.parse(done.path("completed_at").asString()));
            times.add((double) took.toMillis());
        }
        return times;
    }

    private static boolean isOpen(OwnMillrace workspace, String job) {
        try {
            return workspace.get(job).path("completed_at").isNull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Nearest rank; of ten, the longest. */
    private static double p95(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
    }
}
