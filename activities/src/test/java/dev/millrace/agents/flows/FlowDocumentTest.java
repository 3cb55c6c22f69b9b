package dev.millrace.agents.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.agents.flows.Flow.Member;
import dev.millrace.agents.flows.Flow.Mode;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.pipelines.document.Format;
import dev.millrace.pipelines.expression.Expressions;
import dev.millrace.problems.Problem;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class FlowDocumentTest {
    private static final Documents DOCUMENTS = new Documents(FlowSteps.TYPES, new Expressions(), new SchemaCheck());

    @ParameterizedTest
    @EnumSource
    void isARightDocumentInEveryMode(Mode mode) {
        ObjectNode document = FlowDocument.of(flow(mode));

        assertThatCode(() -> DOCUMENTS.read(Json.write(document), Format.JSON)).doesNotThrowAnyException();
    }

    @Test
    void keepsWhatUsersWroteOutOfTheExpressions() {
        String hostile = "${{ run.id }}";
        Member member = new Member("a", "research", Json.parse("{\"q\": \"" + hostile + "\"}"));
        Flow flow = Flow.of(List.of(member), Mode.SEQUENCE, null, null, null, null, null);

        assertThat(Json.write(FlowDocument.of(flow))).doesNotContain("run.id");
        assertThat(FlowDocument.input(flow).at("/given/a/q").asString()).isEqualTo(hostile);
    }

    @Test
    void refusesNamesThatAreTakenTwiceOrAreNone() {
        assertThatThrownBy(() -> Flow.of(
                        List.of(new Member("a", "x", null), new Member("a", "y", null)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Member("memory", "x", null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Member("A b", "x", null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Flow.of(List.of(), null, null, null, null, null, null))
                .isInstanceOf(Problem.class);
    }

    private static Flow flow(Mode mode) {
        return Flow.of(
                List.of(
                        new Member("first", "research", Json.parse("{\"companyId\": \"c1\"}")),
                        new Member("second", "decision", null)),
                mode,
                Json.parse("{\"question\": \"go?\"}"),
                null,
                null,
                null,
                null);
    }
}
