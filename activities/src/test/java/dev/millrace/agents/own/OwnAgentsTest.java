package dev.millrace.agents.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.agents.AgentDefinition;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnAgentsTest {
    private final TenantId tenant = TestDatabase.get().workspace();
    private final OwnAgents agents = new OwnAgents(TestDatabase.get().transactions(), Clock.systemUTC());

    @Test
    void countsChangesAndTakesTheSameAgainAsNone() {
        assertThat(put(agent("churn", "first")).version()).isEqualTo(1);
        assertThat(put(agent("churn", "first")).version()).isEqualTo(1);
        assertThat(put(agent("churn", "second")).version()).isEqualTo(2);

        assertThat(agents.find(tenant, "churn").orElseThrow()).isEqualTo(agent("churn", "second"));
    }

    @Test
    void belongsToOneWorkspaceAlone() {
        put(agent("churn", "ours"));

        TenantId other = TestDatabase.get().workspace();

        assertThat(agents.find(other, "churn")).isEmpty();
        assertThat(agents.list(other)).isEmpty();
        assertThatThrownBy(() -> agents.delete(other, "churn", agent -> {})).isInstanceOf(Problem.class);
        assertThat(agents.list(tenant)).hasSize(1);
    }

    @Test
    void changesNothingWhenThePreconditionDoesNotHold() {
        put(agent("churn", "first"));

        assertThatThrownBy(() -> agents.put(tenant, agent("churn", "second"), "tester", before -> {
                    throw Problem.conflict("no");
                }))
                .isInstanceOf(Problem.class);

        assertThat(agents.find(tenant, "churn").orElseThrow().instructions()).isEqualTo("first");
    }

    @Test
    void isGoneOnceDeleted() {
        put(agent("churn", "first"));

        agents.delete(tenant, "churn", before -> assertThat(before.version()).isEqualTo(1));

        assertThat(agents.own(tenant, "churn")).isEmpty();
        assertThat(put(agent("churn", "again")).version()).isEqualTo(1);
    }

    private OwnAgent put(AgentDefinition agent) {
        return agents.put(tenant, agent, "tester", before -> {});
    }

    private static AgentDefinition agent(String name, String instructions) {
        return new AgentDefinition(
                name,
                "For tests",
                instructions,
                Json.parse("{\"type\": \"object\"}"),
                null,
                "default",
                List.of(),
                Set.of(),
                Map.of(),
                AgentDefinition.Limits.USUAL);
    }
}
