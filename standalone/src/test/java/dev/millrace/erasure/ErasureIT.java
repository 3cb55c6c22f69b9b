package dev.millrace.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Answer;
import dev.millrace.harness.Client;
import dev.millrace.harness.Millrace;
import dev.millrace.harness.MillraceTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@MillraceTest
class ErasureIT {
    private static final String WORKSPACE = "to-be-erased";
    private static final String PLANTED = "Zyzzogeton-Haenschi-4711";

    /** Text that was put into datasets, jobs, runs, agents and records: nowhere in plain once the workspace is erased. */
    @Test
    void whatWasPlantedEverywhereIsFoundNowhere(Millrace millrace) throws IOException {
        JsonNode made = millrace.client()
                .post("/api/v1/workspaces", Map.of("id", WORKSPACE, "name", PLANTED))
                .json();
        Client client = millrace.client().withApiKey(made.at("/admin_key/key").asString());
        plant(client);
        assertThat(inTables(millrace)).as("the search finds what is there").isNotEmpty();
        assertThat(inFiles(millrace.home().resolve("artifacts"))).isNotEmpty();
        assertThat(inFiles(millrace.home(), "temporal.db"))
                .as("Temporal never had it in plain")
                .isEmpty();
        assertThat(bytes(millrace.home().resolve("temporal.db"), millrace.home().resolve("temporal.db-wal")))
                .as("its payloads are there, encrypted")
                .contains("binary/millrace-encrypted");

        assertThat(millrace.client().delete("/api/v1/workspaces/" + WORKSPACE).status())
                .isEqualTo(400);
        Answer accepted = millrace.client().delete("/api/v1/workspaces/" + WORKSPACE + "?confirm=" + WORKSPACE);

        assertThat(accepted.status()).isEqualTo(202);
        await("closed within the seconds that a key is remembered")
                .atMost(Duration.ofSeconds(15))
                .until(() -> client.get("/api/v1/datasets").status() == 401);
        JsonNode done = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> millrace.client()
                                .get("/api/v1/workspaces/" + WORKSPACE + "/erasure")
                                .json(),
                        erasure -> erasure.path("status").asString().equals("completed"));
        assertThat(done.at("/certificate/signature").asString()).isNotEmpty();
        assertThat(done.at("/found/runs").asInt()).isPositive();
        assertThat(inTables(millrace)).isEmpty();
        assertThat(inFiles(millrace.home().resolve("artifacts"))).isEmpty();
        assertThat(inFiles(millrace.home(), "temporal.db")).isEmpty();
        assertThat(millrace.rows().count("SELECT count(*) FROM tenant_keys WHERE tenant_id = ?", WORKSPACE))
                .isZero();
        assertThat(millrace.client()
                        .post("/api/v1/workspaces", Map.of("id", WORKSPACE, "name", "again"))
                        .status())
                .isEqualTo(409);
    }

    private static void plant(Client client) {
        StringBuilder csv = new StringBuilder("name,age,churned\n");
        for (int row = 0; row < 60; row++) {
            csv.append(PLANTED).append(',').append(row).append(row % 2 == 0 ? ",yes\n" : ",no\n");
        }
        String dataset =
                client.upload("people", csv.toString()).json().path("id").asString();
        JsonNode training = client.post(
                        "/api/v1/training/jobs",
                        Map.of(
                                "model_name", "churn",
                                "algorithm", "decision_tree",
                                "task", "classification",
                                "tags", Map.of("who", PLANTED),
                                "training_data",
                                        Map.of("dataset_id", dataset, "target", "churned", "features", List.of("age"))))
                .json();
        client.finished("/api/v1/training/jobs/" + training.path("job_id").asString());
        client.put("/api/v1/entities/lead/l1", Map.of("name", PLANTED, "email", "a@example.com", "company", PLANTED));
        client.post("/api/agents/" + WORKSPACE + "/qualify-lead/l1", Map.of());
        String workflow = client.post(
                        "/api/v1/workflows",
                        Map.of(
                                "name",
                                "ask",
                                "steps",
                                List.of(Map.of("id", "ok", "type", "approval", "with", Map.of("prompt", PLANTED)))))
                .json()
                .path("id")
                .asString();
        // It waits for an answer, so that erasing has something to end.
        JsonNode run = client.post(
                        "/api/v1/workflows/" + workflow + "/execute", Map.of("input", Map.of("who", PLANTED)))
                .json();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> client.get("/api/v1/ai/workflows/" + run.path("id").asString())
                        .json()
                        .path("status")
                        .asString()
                        .equals("awaiting_input"));
    }

    /** The tables in which it is, in any column. */
    private static List<String> inTables(Millrace millrace) {
        List<String> found = new ArrayList<>();
        for (Map<String, ?> table : millrace.rows()
                .all("SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r'"
                        + " AND relnamespace = 'public'::regnamespace")) {
            long rows = millrace.rows()
                    .count(
                            "SELECT count(*) FROM " + table.get("name") + " t WHERE t::text LIKE ?",
                            "%" + PLANTED + "%");
            if (rows > 0) {
                found.add(String.valueOf(table.get("name")));
            }
        }
        return found;
    }

    private static List<Path> inFiles(Path folder) throws IOException {
        return inFiles(folder, "");
    }

    private static List<Path> inFiles(Path folder, String beginning) throws IOException {
        try (Stream<Path> files = Files.walk(folder, beginning.isEmpty() ? 9 : 1)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(beginning))
                    .toList()) {
                String content = bytes(file);
                String base64 = Base64.getEncoder().encodeToString(PLANTED.getBytes(StandardCharsets.UTF_8));
                if (content.contains(PLANTED) || content.contains(base64.substring(0, 20))) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private static String bytes(Path... files) throws IOException {
        StringBuilder content = new StringBuilder();
        for (Path file : files) {
            content.append(Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "");
        }
        return content.toString();
    }
}
