package dev.millrace.agents.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.ColumnType;
import dev.millrace.entities.Entity;
import dev.millrace.entities.EntityType;
import dev.millrace.models.Background;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.LinearModel;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.OneHotEncoding;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TrainedModel;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ModelScoresTest {
    @Test
    void scoresTheClassThatMeansYesWhicheverComesFirst() {
        Scores.Score second = score(List.of("lost", "won"), "{'employees': 12, 'source': 'referral'}");
        assertThat(second.probability()).isCloseTo(1 / (1 + Math.exp(-2)), Assertions.within(1e-9));
        assertThat(second.model()).isEqualTo("lead_scoring version 1");
        assertThat(second.contributions().getFirst().feature()).isEqualTo("employees");
        assertThat(second.contributions().getFirst().contribution()).isCloseTo(2, Assertions.within(1e-6));
        Scores.Score first = score(List.of("true", "false"), "{'employees': 12, 'source': 'referral'}");
        assertThat(first.probability()).isCloseTo(1 / (1 + Math.exp(2)), Assertions.within(1e-9));
        assertThat(first.contributions().getFirst().contribution()).isCloseTo(-2, Assertions.within(1e-6));
    }

    @Test
    void takesWhatTheEntityLacksAsNotKnown() {
        Scores.Score score = score(List.of("no", "yes"), "{'employees': 'many', 'free': [1]}");
        assertThat(score.contributions())
                .filteredOn(part -> part.feature().equals("employees"))
                .allMatch(part -> part.value().equals("null"));
    }

    private static Scores.Score score(List<String> classes, String attributes) {
        Entity entity =
                new FakeRecords().with(EntityType.DEAL, "d1", attributes).get(EntityType.DEAL, "d1");
        return ModelScores.score("lead_scoring version 1", model(classes), entity)
                .orElseThrow();
    }

    /** The log-odds of the second class are the employees less ten. */
    private static TrainedModel model(List<String> classes) {
        InputSchema schema = new InputSchema(List.of(
                InputField.of("employees", ColumnType.NUMBER),
                new InputField("source", ColumnType.STRING, List.of("referral", "event"), true)));
        Preprocessing preprocessing = Preprocessing.unscaled(List.of(
                new NumericEncoding("employees", 10, false),
                new OneHotEncoding("source", List.of("referral", "event"), false)));
        LinearModel linear = new LinearModel(LinearModel.Link.LOGISTIC, new double[] {1, 0, 0}, new double[] {-10});
        return new TrainedModel(
                "logistic_regression",
                new ModelInputs(schema, preprocessing, "outcome", classes),
                linear,
                Map.of(),
                Map.of(),
                new Background(new double[] {10, 0.5, 0.5}, new float[0]));
    }
}
