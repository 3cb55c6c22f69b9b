package dev.millrace.agents.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.agents.AgentDefinition;
import dev.millrace.agents.Toolboxes;
import dev.millrace.pipelines.document.Format;
import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.Json;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentDocumentsTest {
    private static final String RIGHT = """
            description: Says why a customer may leave.
            instructions: Look at customer {{customerId}}.
            inputSchema:
              type: object
              properties: {customerId: {type: string}}
            tools: [note]
            httpTools:
              - {name: crm, description: Asks the CRM, url: "https://example.com/{id}", parameters: {type: object}}
            approvals: [crm]
            limits: {maxSteps: 10, maxCost: "0.25", maxTime: PT5M}
            conversational: true
            """;

    private final AgentDocuments documents = new AgentDocuments(new SchemaCheck(), Toolboxes.with(new Note()));

    @Test
    void readsAnAgentAndFillsInWhatIsUsual() {
        AgentDefinition agent = documents.read("churn", RIGHT, Format.YAML);

        assertThat(agent.name()).isEqualTo("churn");
        assertThat(agent.model()).isEqualTo("default");
        assertThat(agent.outputSchema()).isNull();
        assertThat(agent.tools()).containsExactly("note");
        assertThat(agent.approvals()).containsExactly("crm");
        assertThat(agent.limits())
                .isEqualTo(new AgentDefinition.Limits(10, 200_000, new BigDecimal("0.25"), Duration.ofMinutes(5)));
        assertThat(agent.options().conversational()).isTrue();
        assertThat(agent.options().httpTools().getFirst().method()).isEqualTo("POST");
    }

    @Test
    void takesAMessageWhereNothingElseIsSaid() {
        AgentDefinition agent =
                documents.read("plain", "{\"description\": \"d\", \"instructions\": \"i\"}", Format.JSON);

        assertThat(agent.inputSchema().at("/required/0").asString()).isEqualTo("message");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tools: [note]         | tools: [nothing]            | /tools/0
            approvals: [crm]      | approvals: [other]          | /approvals/0
            maxTime: PT5M         | maxTime: P1M                | /limits/maxTime
            maxTime: PT5M         | maxTime: PT0S               | /limits/maxTime
            maxSteps: 10          | maxSteps: 0                 | /limits/maxSteps
            maxCost: "0.25"       | maxCost: "-1"               | /limits/maxCost
            maxCost: "0.25"       | maxCost: 0.25               | /limits/maxCost
            name: crm             | name: note                  | /httpTools/0/name
            https://example.com   | file:///etc/passwd          | /httpTools/0/url
            type: object}}        | type: nonsense}}            | /httpTools/0/parameters/type
            conversational: true  | conversational: perhaps     | /conversational
            description: Says why | descripton: Says why        | /descripton""")
    void saysWhereItIsWrong(String right, String wrong, String pointer) {
        assertThat(RIGHT).contains(right);

        Problem problem = catchThrowableOfType(
                Problem.class, () -> documents.read("churn", RIGHT.replace(right, wrong), Format.YAML));

        assertThat(problem.violations()).extracting(Violation::pointer).contains(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1st", "a b", "../x", "a12345678901234567890123456789012345678901234567890123456789012345"})
    void refusesNamesThatAreNone(String name) {
        assertThat(catchThrowableOfType(Problem.class, () -> documents.read(name, RIGHT, Format.YAML)))
                .hasMessageContaining("name");
    }

    @Test
    void listsTheToolsInItsSchema() {
        assertThat(Json.write(documents.schema().at("/properties/tools/items/enum")))
                .isEqualTo("[\"note\"]");
    }
}
