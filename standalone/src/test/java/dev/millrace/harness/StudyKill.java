package dev.millrace.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Fleet.Member;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Kills what a study works with in the middle of it, and holds its trials against those of the same study undisturbed. */
final class StudyKill {
    static final int TRIALS = Integer.getInteger("millrace.kill.trials", 30);

    private static final String STUDIES = "/api/v1/training/hyperparameter-tuning";
    private static final Member[] KILLED = {Member.POSTGRESQL, Member.TEMPORAL, Member.WORKER};
    private static final int PAGE = 200;
    /** An attempt has a row of its own if it ended without a result; the last one has the trial's. */
    private static final String MISCOUNTED =
            "SELECT count(*) FROM trials t WHERE job_id = ? AND attempts <> 1 + (SELECT"
                    + " count(*) FROM trial_attempts a WHERE a.job_id = t.job_id AND a.number = t.number)";

    private final Fleet fleet;
    private final Client client;
    private final Killing killing;

    StudyKill(Fleet fleet, Killing killing) {
        this.fleet = fleet;
        this.client = fleet.client();
        this.killing = killing;
    }

    /** @param kills how many, at random numbers of completed trials, of PostgreSQL, Temporal and the worker in turn */
    void at(int kills) {
        String dataset = client.upload("tuned", String.join("\n", Load.shippedLines()))
                .json()
                .path("id")
                .asString();
        String calm = done(start(dataset));
        String study = start(dataset);
        List<Integer> moments = moments(killing.random(), kills);
        for (int kill = 0; kill < kills; kill++) {
            int moment = moments.get(kill);
            await("trial " + moment)
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> completed(study) >= moment);
            Member member = KILLED[kill % KILLED.length];
            killing.kill(kill + 1, member.toString(), LongStream.of(fleet.pid(member)), () -> fleet.answers(member));
        }
        assertThat(told(trials(done(study)))).isEqualTo(told(trials(calm)));
        assertThat(reports(study)).isEqualTo(reports(calm));
        assertThat(fleet.rows().count(MISCOUNTED, id(study))).isZero();
    }

    /** What each trial reported on its way, once. */
    private List<Map<String, @Nullable Object>> reports(String study) {
        return fleet.rows()
                .all("SELECT number, step, loss FROM trial_reports WHERE job_id = ? ORDER BY number, step", id(study));
    }

    private static UUID id(String study) {
        return UUID.fromString(study.substring(study.lastIndexOf('/') + 1));
    }

    /** Every trial with what was tried and what came of it, by number; a doubled one would be there twice. */
    private static List<Map<String, Object>> told(List<JsonNode> trials) {
        return trials.stream()
                .map(trial -> {
                    Map<String, Object> told = new LinkedHashMap<>();
                    for (String field : List.of("number", "status", "parameters", "value")) {
                        told.put(field, trial.path(field).toString());
                    }
                    return told;
                })
                .toList();
    }

    private int completed(String study) {
        try {
            Answer answer = client.get(study);
            return answer.status() == 200
                    ? answer.json().path("trials_completed").asInt()
                    : 0;
        } catch (UncheckedIOException down) {
            return 0;
        }
    }

    private String done(String study) {
        assertThat(client.finished(study).path("status").asString()).isEqualTo("completed");
        return study;
    }

    private List<JsonNode> trials(String study) {
        List<JsonNode> trials = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get(study + "/trials?limit=" + PAGE + cursor).json();
            page.path("items").forEach(trials::add);
            JsonNode next = page.path("next_cursor");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        assertThat(trials).hasSize(TRIALS);
        return trials;
    }

    private static List<Integer> moments(RandomGenerator random, int kills) {
        return IntStream.range(0, kills)
                .map(_ -> 1 + random.nextInt(TRIALS - 2))
                .sorted()
                .boxed()
                .toList();
    }

    private String start(String dataset) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("model_name", "tuned");
        request.put("algorithms", List.of("xgboost", "decision_tree"));
        request.put("task", "classification");
        request.put("training_data", Map.of("dataset_id", dataset, "target", "diagnosis"));
        request.put("objective", Map.of("metric", "log_loss", "direction", "minimize"));
        request.put("validation_config", Map.of("strategy", "cross_validation", "folds", 3));
        request.put("max_trials", TRIALS);
        request.put("max_parallel", 1);
        request.put("seed", 7);
        request.put("train_best", false);
        return STUDIES + "/"
                + client.post(STUDIES, request).json().path("job_id").asString();
    }
}
