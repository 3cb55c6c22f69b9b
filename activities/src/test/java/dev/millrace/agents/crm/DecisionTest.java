package dev.millrace.agents.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.agents.crm.Decision.Output;
import dev.millrace.agents.crm.Decision.Weighed;
import dev.millrace.entities.EntityType;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
    private final FakeRecords records = new FakeRecords();

    @Test
    void choosesTheHighestWeightedMean() {
        Output output = output("""
                {"question": "Which?", "criteria": [{"name": "benefit", "weight": 3}, {"name": "cost", "higherIsBetter": false}],
                 "options": [{"name": "A", "values": {"benefit": 10, "cost": 100}},
                             {"name": "B", "values": {"benefit": 5, "cost": 50}},
                             {"name": "C", "values": {"benefit": 0, "cost": 0}}]}""");
        assertThat(output.options())
                .containsExactly(
                        new Weighed("A", 0.75, List.of("best in benefit 10"), List.of("worst in cost 100")),
                        new Weighed("B", 0.5, List.of(), List.of()),
                        new Weighed("C", 0.25, List.of("best in cost 0"), List.of("worst in benefit 0")));
        assertThat(output.choice()).isEqualTo("A");
        assertThat(output.confidence()).isEqualTo(0.25);
        assertThat(output.risks()).containsExactly("A is worst in cost 100");
    }

    @Test
    void choosesNothingWithoutNumbersAndNamesWhatIsMissing() {
        Findings found = answer("{\"question\": \"?\", \"options\": [{\"name\": \"A\"}, {\"name\": \"B\"}]}");
        Output output = (Output) found.result();
        assertThat(output.choice()).isNull();
        assertThat(output.confidence()).isNull();
        assertThat(output.options()).allMatch(option -> option.score() == null);
        assertThat(found.missing()).containsExactly("options.values: numbers to weigh by");
    }

    @Test
    void scoresNoOptionOfWhichAValueIsNotKnown() {
        Findings found = answer("""
                {"question": "?", "criteria": [{"name": "x"}, {"name": "y"}], "options": [{"name": "A", "values": {"x": 1, "y": 1}},
                 {"name": "B", "values": {"x": 2, "y": 1}}, {"name": "C", "values": {"x": null, "y": 9}}]}""");
        Output output = (Output) found.result();
        assertThat(output.options().getLast().score()).isNull();
        assertThat(output.choice()).isEqualTo("B");
        assertThat(output.risks()).contains("C could not be scored: values are missing");
        assertThat(found.missing()).containsExactly("C: x");
    }

    @Test
    void choosesNeitherOfEquals() {
        Output output = output("""
                {"question": "?", "options": [{"name": "A", "values": {"x": 1, "y": 2}},
                 {"name": "B", "values": {"x": 2, "y": 1}}]}""");
        assertThat(output.choice()).isNull();
        assertThat(output.confidence()).isZero();
    }

    @Test
    void readsValuesFromEntities() {
        records.with(EntityType.DEAL, "d1", "{'amount': '900', 'industry': 'Retail'}")
                .with(EntityType.DEAL, "d2", "{'amount': 100, 'industry': 'Retail'}")
                .with(8, EntityType.DEAL, "w", "{'industry': 'Retail', 'status': 'won'}");
        Output output = output("""
                {"question": "?", "options": [{"name": "one", "entityType": "deal", "entityId": "d1"},
                 {"name": "two", "entityType": "deal", "entityId": "d2"}]}""");
        assertThat(output.choice()).isEqualTo("one");
        assertThat(output.rationale()).contains("amount, winProbability");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"question\": \"?\"}",
                "{\"question\": \"?\", \"options\": [{\"name\": \"A\"}]}",
                "{\"question\": \"?\", \"options\": [{\"name\": \"A\"}, {\"name\": \"A\"}]}",
                "{\"question\": \"?\", \"options\": [{\"name\": \"A\"}, {\"name\": \"B\", \"entityType\": \"deal\", \"entityId\": \"no\"}]}",
                "{\"question\": \"?\", \"options\": [{\"name\": \"A\"}, {\"name\": \"B\"}], \"criteria\": [{\"name\": \"x\", \"weight\": -1}]}"
            })
    void refusesWhatIsNoChoice(String input) {
        assertThatThrownBy(() -> answer(input)).isInstanceOf(Problem.class);
    }

    private Output output(String input) {
        return (Output) answer(input).result();
    }

    private Findings answer(String input) {
        return new Decision().answer(records.sources(), Json.parse(input));
    }
}
