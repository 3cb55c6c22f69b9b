package dev.millrace.agents.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.agents.AgentDefinition;
import dev.millrace.entities.EntityType;
import dev.millrace.tenancy.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DefinitionsTest {
    private static final List<CrmAgent> AGENTS = List.of(
            new LeadQualification(),
            new DealAnalysis(),
            new CustomerInsights(),
            new Recommendation(),
            new Research(),
            new Summary(),
            new Decision());

    static Stream<AgentDefinition> definitions() {
        return AGENTS.stream().map(CrmAgent::definition);
    }

    @Test
    void thereAreSeven() {
        assertThat(definitions().map(AgentDefinition::name))
                .containsExactly(
                        "leadQualification",
                        "dealAnalysis",
                        "customerInsights",
                        "recommendation",
                        "research",
                        "summary",
                        "decision");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void outputsNameEveryFieldAndAllowNoOther(AgentDefinition agent) {
        JsonNode schema = Objects.requireNonNull(agent.outputSchema());
        everyObject(schema);
        assertThat(schema.path("properties").size()).isGreaterThanOrEqualTo(5);
    }

    private static void everyObject(JsonNode schema) {
        if (schema.path("type").asString("").equals("object")) {
            assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
            assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrderElementsOf(
                            schema.path("properties").propertyNames());
            schema.path("properties").valueStream().forEach(DefinitionsTest::everyObject);
        }
        if (schema.has("items")) {
            everyObject(schema.get("items"));
        }
    }

    @Test
    void numbersThatMayBeMissingMayBeNull() {
        JsonNode schema =
                Objects.requireNonNull(new LeadQualification().definition().outputSchema());
        assertThat(schema.at("/properties/qualityScore/type").toString()).isEqualTo("[\"integer\",\"null\"]");
        assertThat(schema.at("/properties/urgency/enum").toString()).isEqualTo("[\"low\",\"medium\",\"high\",null]");
        assertThat(schema.at("/properties/strengths/type").asString()).isEqualTo("array");
    }

    @Test
    void answersAreInTheContractsSpelling() {
        FakeRecords records = new FakeRecords().with(EntityType.LEAD, "1", "{'needed_by': '2026-06-02'}");
        String json = CrmJson.write(new LeadQualification()
                .answer(records.sources(), Json.parse("{\"leadId\": \"1\"}"))
                .result());
        assertThat(json).contains("\"qualityScore\":null", "\"nextActions\":[", "\"urgency\":\"high\"");
    }
}
