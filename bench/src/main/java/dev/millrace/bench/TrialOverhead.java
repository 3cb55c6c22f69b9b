package dev.millrace.bench;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Studies of trials that take five milliseconds, two at a time: trials a second, from the request to the job's end, and from
 * the first trial's beginning to the last one's end. Arguments: trials of a study, rounds, samplers by comma.
 */
public final class TrialOverhead {
    private static final String STUDIES = "/api/v1/training/hyperparameter-tuning";

    private static final int LAST = 50;

    private TrialOverhead() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int trials = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        String[] samplers = (args.length > 2 ? args[2] : "tpe,random").split(",");
        try (OwnMillrace millrace = OwnMillrace.start()) {
            String dataset = millrace.upload("bench", "x,y\n1,2\n2,3\n3,5\n4,7\n5,11\n6,13\n7,17\n8,19\n9,23\n10,29\n");
            for (int round = 0; round <= rounds; round++) {
                for (String sampler : samplers) {
                    run(millrace, dataset, sampler, trials, round == 0 ? "warm-up" : "round " + round);
                }
            }
        }
    }

    private static void run(OwnMillrace millrace, String dataset, String sampler, int trials, String round)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String id = millrace.post(STUDIES, request(dataset, sampler, trials))
                .get("job_id")
                .asString();
        millrace.follow(STUDIES + "/" + id);
        double seconds = (System.nanoTime() - begin) / 1e9;
        JsonNode study = millrace.get(STUDIES + "/" + id);
        double searching = searching(millrace, id);
        var events = history(millrace, study.get("workflow_id").asString());
        System.out.printf(
                Locale.ROOT,
                "%s, %s: %d trials in %.2f s, %.0f trials/s; %.2f s between first and last, %.0f trials/s; best %s; %d events, the largest of %d bytes%n",
                round,
                sampler,
                study.get("trials_completed").asInt(),
                seconds,
                study.get("trials_completed").asInt() / seconds,
                searching,
                study.get("trials_completed").asInt() / searching,
                study.path("best_trial").path("value"),
                events.size(),
                events.stream().mapToInt(HistoryEvent::getSerializedSize).max().orElse(0));
    }

    /** Seconds from the first trial's beginning to the last one's end, of the trials that end last. */
    private static double searching(OwnMillrace millrace, String id) throws IOException, InterruptedException {
        Instant begin = time(millrace.get(STUDIES + "/" + id + "/trials/0"), "started_at");
        JsonNode last =
                millrace.get(STUDIES + "/" + id + "/trials?limit=" + LAST).get("items");
        Instant end = last.valueStream()
                .map(trial -> time(trial, "completed_at"))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.between(begin, end).toMillis() / 1e3;
    }

    private static Instant time(JsonNode trial, String field) {
        return Instant.parse(trial.get(field).asString());
    }

    private static List<HistoryEvent> history(OwnMillrace millrace, String workflow) {
        var service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(millrace.temporal())
                .build());
        try {
            return WorkflowClient.newInstance(service).fetchHistory(workflow).getEvents();
        } finally {
            service.shutdownNow();
        }
    }

    private static Map<String, Object> request(String dataset, String sampler, int trials) {
        Map<String, Object> unit = Map.of("type", "float", "low", 0.01, "high", 1.0);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("model_name", "bench");
        request.put("algorithms", List.of("xgboost"));
        request.put("task", "regression");
        request.put("training_data", Map.of("dataset_id", dataset, "target", "y"));
        request.put("objective", Map.of("metric", "rmse", "direction", "minimize"));
        request.put(
                "search_space",
                Map.of(
                        "xgboost",
                        Map.of(
                                "learning_rate", unit,
                                "subsample", unit,
                                "colsample_bytree", unit,
                                "reg_lambda", unit,
                                "gamma", unit)));
        request.put("sampler", sampler);
        request.put("max_trials", trials);
        request.put("validation_config", Map.of("test_size", 0.4));
        request.put("max_parallel", 2);
        request.put("train_best", false);
        return request;
    }
}
