package dev.millrace.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Jobs that were accepted; after whatever happened to the servers, tells what became of them. */
record Submitted(Client client, List<String> trainings, String batch) {
    /** Waits until at least one of them works. */
    void awaitWork() {
        await("work under way")
                .atMost(Duration.ofMinutes(1))
                .until(() -> all().anyMatch(job ->
                        client.get(job).json().path("status").asString().equals("running")));
    }

    /** Waits for all of them, and says what was lost or done twice on the way. */
    Outcome outcome(Rows rows) {
        long lost = all().filter(job -> !completed(client.finished(job))).count();
        long versions = trainings.stream()
                .mapToLong(job -> rows.count(
                        "SELECT count(*) FROM model_versions WHERE job_id = ?::uuid",
                        job.substring(job.lastIndexOf('/') + 1)))
                .sum();
        return resultRows(lost, Math.abs(versions - trainings.size()));
    }

    private static boolean completed(JsonNode job) {
        boolean completed = job.path("status").asString().equals("completed");
        if (!completed) {
            System.out.println("lost: " + job);
        }
        return completed;
    }

    private Outcome resultRows(long lost, long versionsOff) {
        BitSet seen = new BitSet(Load.BATCH_ROWS);
        long[] doubled = {0};
        String csv = client.get(batch + "/results?format=csv").body();
        csv.lines()
                .skip(1)
                .mapToInt(line -> Integer.parseInt(line.substring(0, line.indexOf(','))))
                .forEach(row -> {
                    doubled[0] += seen.get(row) ? 1 : 0;
                    seen.set(row);
                });
        return new Outcome(lost, versionsOff, Load.BATCH_ROWS - seen.cardinality(), doubled[0]);
    }

    private Stream<String> all() {
        return Stream.concat(trainings.stream(), Stream.of(batch));
    }

    /** Each of the four is to be 0. */
    record Outcome(long jobsLost, long versionsLostOrDoubled, long rowsLost, long rowsDoubled) {
        static final Outcome NOTHING_LOST = new Outcome(0, 0, 0, 0);
    }
}
