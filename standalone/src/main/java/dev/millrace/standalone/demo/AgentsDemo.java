package dev.millrace.standalone.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sample CRM for the agents, through the public API only: import it, train a model for its leads. */
final class AgentsDemo {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> FEATURES =
            List.of("title", "source", "industry", "country", "employees", "annual_revenue", "budget");
    private static final String TARGET = "converted";

    private final Api api;
    private final PrintStream out;

    AgentsDemo(Api api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    void tell() {
        Map<String, List<SequencedMap<String, Object>>> crm = SampleCrm.asOf(Instant.now());
        load(crm);
        train(crm.getOrDefault("lead", List.of()));
    }

    private void load(Map<String, List<SequencedMap<String, Object>>> crm) {
        out.println("A sample CRM, made by rule and marked synthetic: nobody in it exists.");
        crm.forEach((type, records) -> {
            String lines = records.stream().map(JSON::writeValueAsString).collect(Collectors.joining("\n"));
            JsonNode report = api.lines("/api/v1/entities/" + type + "/import", lines);
            out.printf(
                    "  %d imported, %d updated, %d failed%n",
                    report.path("imported").asLong(),
                    report.path("updated").asLong(),
                    report.path("failed").asLong());
        });
    }

    private void train(List<SequencedMap<String, Object>> leads) {
        JsonNode dataset = api.upload(
                "/api/v1/datasets", "sample-leads", "leads.csv", csv(leads).getBytes(StandardCharsets.UTF_8));
        JsonNode job = api.post(
                "/api/v1/training/jobs",
                Api.body(
                        "model_name",
                        "lead_scoring",
                        "algorithm",
                        "random_forest",
                        "task",
                        "classification",
                        "training_data",
                        Api.body("dataset_id", dataset.path("id").asString(), "target", TARGET),
                        "validation_config",
                        Api.body("test_size", 0.25, "seed", 42),
                        "tags",
                        Api.body("purpose", "lead_scoring", "synthetic", "true")));
        JsonNode done =
                api.finished("/api/v1/training/jobs/" + job.path("job_id").asString());
        String model = done.path("model_id").asString();
        out.printf(
                "  ROC AUC %.3f on the 25 %% of closed leads set apart%n",
                done.path("metrics").path("roc_auc").asDouble());
        api.post(
                "/api/v1/models/" + model + "/deploy",
                Api.body("version", done.path("model_version").asInt(), "strategy", "immediate"));
    }

    /** The closed leads; in SQL's way an empty value is a missing one. */
    private static String csv(List<SequencedMap<String, Object>> leads) {
        StringBuilder csv = new StringBuilder(String.join(",", FEATURES) + "," + TARGET + "\n");
        for (Map<String, Object> lead : leads) {
            if (lead.containsKey(TARGET)) {
                FEATURES.forEach(name -> csv.append(lead.getOrDefault(name, "")).append(','));
                csv.append(lead.get(TARGET)).append('\n');
            }
        }
        return csv.toString();
    }
}
