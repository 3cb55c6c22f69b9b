package dev.millrace.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.ApiTest;
import dev.millrace.Workspace;
import dev.millrace.agents.crm.CrmAgents;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.RegisteredModel;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.ApiKeys;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the agents say without a language model, by records that came over HTTP and a model that is deployed. */
@ApiTest
class CrmAnswersTest {
    private final Workspace owner;
    private final Workspace stranger;
    private final ModelVersions versions;
    private final ArtifactStore artifacts;
    private final CrmAgents agents;

    @Autowired
    CrmAnswersTest(
            @LocalServerPort int port,
            ApiKeys keys,
            ModelVersions versions,
            ArtifactStore artifacts,
            CrmAgents agents) {
        this.owner = Workspace.fresh(port, keys);
        this.stranger = Workspace.fresh(port, keys);
        this.versions = versions;
        this.artifacts = artifacts;
        this.agents = agents;
    }

    @Test
    void answersByTheWorkspacesOwnRecordsAndModels() {
        owner.http().send("PUT", "/api/v1/entities/customer/c1", "{\"age\": 50, \"plan\": \"pro\"}");
        assertThat(risk(owner.tenant()).path("probability").isNull())
                .as("no model, no past customers")
                .isTrue();
        String model = RegisteredModel.register(versions, artifacts, owner.tenant(), 30)
                .modelId()
                .toString();
        assertThat(owner.http()
                        .post("/api/v1/models/" + model + "/deploy", "{\"version\": 1}")
                        .status())
                .isEqualTo(202);
        JsonNode risk = risk(owner.tenant());
        assertThat(risk.path("level").asString()).isEqualTo("high");
        assertThat(risk.path("probability").asDouble()).isGreaterThan(0.99);
        assertThat(risk.at("/reasons/0").asString()).startsWith("age 50: +").endsWith("(model churn version 1)");
        assertThat(agents.missing(owner.tenant(), "customerInsights", Json.parse("{\"customerId\": \"c1\"}")))
                .contains("customer.industry")
                .doesNotContain("customer.plan", "a deployed model for churn");
    }

    @Test
    void knowsNothingOfAnotherWorkspacesRecords() {
        owner.http().send("PUT", "/api/v1/entities/customer/c1", "{}");
        assertThatThrownBy(() -> risk(stranger.tenant()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
        assertThat(agents.of(stranger.tenant(), "somebodyElse", Json.parse("{}")))
                .isEmpty();
    }

    private JsonNode risk(TenantId tenant) {
        String answer = agents.of(tenant, "customerInsights", Json.parse("{\"customerId\": \"c1\"}"))
                .orElseThrow()
                .answer()
                .text();
        return Json.parse(String.valueOf(answer)).path("retentionRisk");
    }
}
