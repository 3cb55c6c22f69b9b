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

/** The seven agents on a sample CRM, through the public API only: import, train a model for leads, ask. */
final class AgentsDemo {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> FEATURES =
            List.of("title", "source", "industry", "country", "employees", "annual_revenue", "budget");
    private static final String TARGET = "converted";
    private static final String AGENTS = "/api/agents/default";

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
        ask();
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

    private void ask() {
        show(api.post(AGENTS + "/qualify-lead/lead-0?wait=PT1M", Map.of()));
        show(api.post(AGENTS + "/analyze-deal/deal-0?wait=PT1M", Map.of()));
        show(api.post(AGENTS + "/customer-insights/customer-0?wait=PT1M", Map.of()));
        show(api.post(
                AGENTS + "/recommend?wait=PT1M",
                Api.body("entityType", "deal", "entityId", "deal-1", "goal", "win the deal before the quarter ends")));
        show(api.post(AGENTS + "/research?wait=PT1M", Api.body("companyId", "company-1", "topic", "customer portal")));
        show(api.post(AGENTS + "/summarize?wait=PT1M", Api.body("entityType", "deal", "entityId", "deal-2")));
        show(api.post(
                AGENTS + "/decide?wait=PT1M",
                Api.body(
                        "question",
                        "Which deal first?",
                        "options",
                        List.of(
                                Api.body("name", "Deal 3", "entityType", "deal", "entityId", "deal-3"),
                                Api.body("name", "Deal 4", "entityType", "deal", "entityId", "deal-4")))));
    }

    private void show(JsonNode answer) {
        JsonNode meta = answer.path("meta");
        out.printf(
                "  %s answers, by %s %s (generated: %s, cost %s USD, %d ms)%n",
                answer.path("agent").asString(),
                meta.path("provider").asString(),
                meta.path("model").asString(),
                meta.path("generated").asBoolean(),
                meta.path("cost").asString("0"),
                meta.path("durationMs").asLong());
        JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(answer.path("result"))
                .lines()
                .forEach(line -> out.println("    " + line));
        if (!meta.path("missing").isEmpty()) {
            out.println("  missing in the data: "
                    + meta.path("missing").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
        }
    }
}
