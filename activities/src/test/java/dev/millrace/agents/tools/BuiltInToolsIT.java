package dev.millrace.agents.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Workbench;
import dev.millrace.agents.AgentTool;
import dev.millrace.agents.ToolCalls;
import dev.millrace.datasets.Dataset;
import dev.millrace.entities.Entities;
import dev.millrace.entities.EntityType;
import dev.millrace.entities.NewEntity;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools that need no definition, called as the answers of a model call them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuiltInToolsIT {
    private static final List<Class<? extends AgentTool>> TOOLS =
            List.of(Predict.class, QueryDataset.class, ReadEntities.class, StartJob.class, ReadJob.class);

    private final TenantId stranger = TestDatabase.get().workspace();
    private @Nullable Workbench opened;
    private @Nullable ToolCalls calls;
    private @Nullable Dataset points;
    private JsonNode trained = Json.parse("{}");

    @BeforeAll
    void open(@TempDir Path folder) {
        opened = new Workbench(
                folder,
                Map.of(),
                Predict.class,
                QueryDataset.class,
                ReadEntities.class,
                StartJob.class,
                ReadJob.class,
                Entities.class);
        calls = new ToolCalls(TOOLS.stream().<AgentTool>map(work()::bean).toList());
        points = work().upload("points", csv());
        JsonNode started =
                json(operator().call("start_job", training(points().id().toString())));
        work().run(job(started)).getResult(Object.class);
        trained = json(viewer().call(
                        "read_job", "{\"job_id\": \"" + started.path("job_id").asString() + "\"}"));
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void offersWhatChangesSomethingToOperatorsOnly() {
        assertThat(viewer().offered()).containsExactly("predict", "query_dataset", "read_entities", "read_job");
        assertThat(operator().offered()).contains("start_job");
        assertThat(viewer().call("start_job", training(points().id().toString())))
                .startsWith("refused: ");
    }

    @Test
    void startsAJobInTheNameOfTheCallerOnceForEachCall() {
        ToolCalls.Run run = operator();
        String training = training(points().id().toString());

        JsonNode first = json(run.call("2/1", "start_job", training));
        JsonNode again = json(run.call("2/1", "start_job", training));
        JsonNode other = json(run.call("2/2", "start_job", training));

        assertThat(again.path("job_id")).isEqualTo(first.path("job_id"));
        assertThat(other.path("job_id")).isNotEqualTo(first.path("job_id"));
        assertThat(row(first).createdBy()).isEqualTo("ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"deploy\", \"with\": {}}",
                "{\"type\": \"train\", \"with\": {}}",
                "{\"type\": \"train\", \"with\": {\"model_name\": 7, \"algorithm\": [], \"training_data\": null}}",
                "{\"type\": \"predict_batch\", \"with\": {\"model_id\": \"none\", \"data\": {}}}",
            })
    void startsNothingThatTheEndpointWouldRefuse(String arguments) {
        refuses(ProblemType.INVALID, () -> operator().call("start_job", arguments));
    }

    @Test
    void startsNothingOnTheDataOfOthers() {
        assertThatThrownBy(() -> stranger(Role.OPERATOR)
                        .call("start_job", training(points().id().toString())))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("dataset");
    }

    @Test
    void saysHowFarAJobIsAndWhatItGave() {
        assertThat(trained.path("status").asString()).isEqualTo("completed");
        assertThat(trained.path("kind").asString()).isEqualTo("training");
        assertThat(trained.path("progress").asDouble()).isEqualTo(1.0);
        assertThat(trained.at("/result/model_id").asString()).isNotEmpty();
    }

    @Test
    void readsNoJobOfOthersAndNoneThatIsNoJob() {
        String known = "{\"job_id\": \"" + trained.path("job_id").asString() + "\"}";
        refuses(ProblemType.NOT_FOUND, () -> stranger(Role.ADMIN).call("read_job", known));
        refuses(ProblemType.NOT_FOUND, () -> viewer().call("read_job", "{\"job_id\": \"' OR 1=1 --\"}"));
        assertThat(viewer().call("read_job", "{}")).startsWith("refused: ");
    }

    @Test
    void predictsByAModelThatIsNamedOrGivenById() {
        String byName = predict("points model", "[{\"a\": 9, \"b\": 1}, {\"a\": 1, \"b\": 2}]");
        String byId =
                predict(trained.at("/result/model_id").asString(), "[{\"a\": 9, \"b\": 1}, {\"a\": 1, \"b\": 2}]");

        assertThat(json(byName).values())
                .extracting(row -> row.path("label").asString())
                .containsExactly("yes", "no");
        assertThat(json(byName).at("/0/probabilities/yes").asDouble()).isBetween(0.5, 1.0);
        assertThat(byId).isEqualTo(byName);
    }

    @Test
    void predictsNothingOfWhatDoesNotFitTheModel() {
        refuses(ProblemType.INVALID, () -> predict("points model", "[]"));
        refuses(ProblemType.INVALID, () -> predict("points model", "[{\"a\": 9}]"));
        refuses(ProblemType.INVALID, () -> predict("points model", "[{\"a\": \"nine\", \"b\": 1}]"));
        refuses(ProblemType.INVALID, () -> predict("points model", "[" + "{\"a\":1,\"b\":1},".repeat(100) + "{}]"));
        refuses(ProblemType.NOT_FOUND, () -> predict("nobody's model", "[{\"a\": 9, \"b\": 1}]"));
        assertThat(viewer().call("predict", "{\"model\": \"points model\", \"instances\": 7}"))
                .startsWith("refused: ");
    }

    @Test
    void predictsByNoModelOfOthers() {
        for (String model :
                List.of("points model", trained.at("/result/model_id").asString())) {
            refuses(
                    ProblemType.NOT_FOUND,
                    () -> stranger(Role.ADMIN).call("predict", arguments(model, "[{\"a\": 9, \"b\": 1}]")));
        }
    }

    @Test
    void queriesDatasetsAndSaysHowManyRowsThereAre() {
        JsonNode sums =
                json(query(viewer(), "SELECT label, count(*) AS n FROM p GROUP BY label ORDER BY label", "points"));
        assertThat(sums.path("rows")).isEqualTo(json("[{\"label\":\"no\",\"n\":100},{\"label\":\"yes\",\"n\":100}]"));

        JsonNode many = json(query(viewer(), "FROM p", points().id().toString()));
        assertThat(many.path("total_rows").asInt()).isEqualTo(200);
        assertThat(many.path("rows").size()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE p",
                "SELECT * FROM read_text('/etc/passwd')",
                "COPY p TO '/tmp/out.csv'",
                "SELECT nothing FROM p",
                "",
            })
    void queriesNothingElseAndChangesNothing(String sql) {
        refuses(ProblemType.INVALID, () -> query(viewer(), sql, "points"));
    }

    @Test
    void queriesNoDatasetOfOthers() {
        refuses(ProblemType.NOT_FOUND, () -> query(stranger(Role.ADMIN), "FROM p", "points"));
        refuses(
                ProblemType.NOT_FOUND,
                () -> query(stranger(Role.ADMIN), "FROM p", points().id().toString()));
    }

    @Test
    void readsARecordAndThoseThatBelongToIt() {
        put(EntityType.COMPANY, "c1", "{\"name\": \"Sample\"}");
        put(EntityType.DEAL, "d1", "{\"company_id\": \"c1\", \"amount\": 10}");
        put(EntityType.DEAL, "d2", "{\"company_id\": \"c2\", \"amount\": 20}");

        JsonNode one = json(viewer().call("read_entities", "{\"type\": \"company\", \"id\": \"c1\"}"));
        JsonNode deals = json(
                viewer().call("read_entities", "{\"type\": \"deal\", \"of_type\": \"company\", \"of_id\": \"c1\"}"));
        JsonNode newest = json(viewer().call("read_entities", "{\"type\": \"deal\"}"));

        assertThat(one.at("/0/attributes/name").asString()).isEqualTo("Sample");
        assertThat(deals.values())
                .extracting(deal -> deal.path("id").asString())
                .containsExactly("d1");
        assertThat(newest.values())
                .extracting(deal -> deal.path("id").asString())
                .containsExactly("d2", "d1");
    }

    @Test
    void readsNoRecordOfOthersAndSaysWhichTypesThereAre() {
        put(EntityType.LEAD, "secret", "{\"name\": \"Ours\"}");

        refuses(
                ProblemType.NOT_FOUND,
                () -> stranger(Role.ADMIN).call("read_entities", "{\"type\": \"lead\", \"id\": \"secret\"}"));
        assertThat(stranger(Role.ADMIN).call("read_entities", "{\"type\": \"lead\"}"))
                .isEqualTo("[]");
        assertThatThrownBy(() -> viewer().call("read_entities", "{\"type\": \"users\"}"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("contact, company, lead");
        refuses(
                ProblemType.INVALID,
                () -> viewer().call("read_entities", "{\"type\": \"deal\", \"of_type\": \"company\"}"));
    }

    private static void refuses(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.type()).as(problem.detail()).isEqualTo(type));
    }

    private String predict(String model, String instances) {
        return viewer().call("predict", arguments(model, instances));
    }

    /** The version is named, since nothing is deployed. */
    private static String arguments(String model, String instances) {
        return "{\"model\": \"" + model + "\", \"version\": 1, \"instances\": " + instances + "}";
    }

    private static String query(ToolCalls.Run run, String sql, String dataset) {
        return run.call("query_dataset", Json.write(Map.of("sql", sql, "datasets", Map.of("p", dataset))));
    }

    private void put(EntityType type, String id, String attributes) {
        NewEntity entity = new NewEntity(type, id, (ObjectNode) json(attributes));
        work().bean(Entities.class).put(work().tenant, entity, before -> {});
    }

    private static String training(String dataset) {
        Map<String, Object> with = Map.of(
                "model_name", "points model",
                "algorithm", "logistic_regression",
                "task", "classification",
                "training_data", Map.of("dataset_id", dataset, "target", "label"));
        return Json.write(Map.of("type", "train", "with", with));
    }

    /** Those with a large {@code a} are labelled yes. */
    private static String csv() {
        StringBuilder csv = new StringBuilder("a,b,label\n");
        for (int i = 0; i < 200; i++) {
            csv.append(i % 2 == 0 ? 8 + i % 3 : 1 + i % 4)
                    .append(',')
                    .append(i % 7)
                    .append(',')
                    .append(i % 2 == 0 ? "yes" : "no")
                    .append('\n');
        }
        return csv.toString();
    }

    private JobRef job(JsonNode started) {
        return new JobRef(work().tenant, JobId.of(started.path("job_id").asString()));
    }

    private Job row(JsonNode started) {
        return work().bean(Jobs.class).get(work().tenant, job(started).job());
    }

    private ToolCalls.Run viewer() {
        return calls().by(work().tenant, Role.VIEWER);
    }

    private ToolCalls.Run operator() {
        return calls().by(work().tenant, Role.OPERATOR);
    }

    private ToolCalls.Run stranger(Role role) {
        return calls().by(stranger, role);
    }

    private static JsonNode json(String text) {
        return Json.parse(text);
    }

    private Workbench work() {
        return Objects.requireNonNull(opened);
    }

    private ToolCalls calls() {
        return Objects.requireNonNull(calls);
    }

    private Dataset points() {
        return Objects.requireNonNull(points);
    }
}
