package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.Workbench;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Priority;
import dev.millrace.models.Instances;
import dev.millrace.models.ModelCache;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.models.explanation.Explanations;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that are spam or not, learnt from their words and served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextRunIT {
    private static final String[] SPAM = {
        "You have won a free %s, claim your prize now",
        "Limited offer: cheap %s, click here today",
        "Congratulations! Your %s is waiting, reply to collect the cash"
    };
    private static final String[] HAM = {
        "Shall we discuss the %s at lunch tomorrow",
        "I left the %s on your desk after the meeting",
        "The train is late, please bring the %s to the office"
    };
    private static final String[] THINGS = {"holiday", "phone", "report", "ticket", "watch", "laptop", "book", "car"};

    private @Nullable Workbench opened;

    @BeforeAll
    void open(@TempDir Path folder) {
        opened = new Workbench(folder, Map.of());
    }

    @AfterAll
    void close() {
        work().close();
    }

    @ParameterizedTest
    @CsvSource({"TFIDF, logistic_regression", "TFIDF, random_forest", "MINILM, logistic_regression"})
    void learnsFromTextsAndExplainsWhatTheySaid(TextEncoding encoding, String algorithm) {
        Dataset data = work().upload("messages-" + encoding + "-" + algorithm, messages());
        JobRef job = work().accept(JobKind.TRAINING, spec(data, algorithm, encoding));

        TrainingResult result = work().run(job).getResult(TrainingResult.class);

        assertThat(result.metrics().get("accuracy")).isGreaterThan(0.95);
        TrainedModel model = served(result);
        assertThat(model.importances().get("message")).isGreaterThan(0.9);
        Table asked = Instances.strict(
                model.inputs().schema(),
                List.of(
                        instance("Claim the cash prize, you have won"),
                        instance("Lunch at the office tomorrow?"),
                        instance("😀"),
                        instance(null)));
        Predictions.Labels predictions = (Predictions.Labels) model.predict(asked);
        assertThat(predictions.classes()).containsExactly("ham", "spam");
        assertThat(predictions.labels()).startsWith(1, 0);
        for (Explanation explanation : Explanations.of(model).explain(asked, predictions)) {
            assertThat(explanation.contributions())
                    .extracting(Explanation.Contribution::feature)
                    .containsExactly("message", "length");
        }
        Explanation spam = Explanations.of(model).explain(asked, predictions).getFirst();
        double output = spam.baseValue()
                + spam.contributions().stream()
                        .mapToDouble(Explanation.Contribution::contribution)
                        .sum();
        double probability = predictions.probability(0, 1);
        double expected = algorithm.equals("random_forest") ? probability : Math.log(probability / (1 - probability));
        assertThat(output).isCloseTo(expected, within(1e-6));
        assertThat(spam.contributions().getFirst().contribution()).isGreaterThan(0);
    }

    private TrainedModel served(TrainingResult result) {
        ModelVersion version = work().bean(ModelVersions.class)
                .find(work().tenant, result.modelId(), result.modelVersion())
                .orElseThrow();
        return work().bean(ModelCache.class).get(work().tenant, version.artifact());
    }

    private static Map<String, @Nullable Object> instance(@Nullable String message) {
        Map<String, @Nullable Object> instance = new HashMap<>();
        instance.put("message", message);
        instance.put("length", 30);
        return instance;
    }

    private static TrainingSpec spec(Dataset data, String algorithm, TextEncoding encoding) {
        return new TrainingSpec(
                data.name(),
                algorithm,
                Task.CLASSIFICATION,
                new TrainingData(data.id(), "label", null, null, null, null, null, null, Map.of("message", encoding)),
                Map.of(),
                ValidationConfig.DEFAULT,
                null,
                Priority.NORMAL,
                Map.of());
    }

    private static String messages() {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("message,length,label\n");
        for (int row = 0; row < 200; row++) {
            String[] kind = row % 2 == 0 ? SPAM : HAM;
            String message = kind[random.nextInt(kind.length)].formatted(THINGS[random.nextInt(THINGS.length)]);
            csv.append("\"%s\",%d,%s%n".formatted(message, 20 + random.nextInt(40), row % 2 == 0 ? "spam" : "ham"));
        }
        return csv.toString();
    }

    private Workbench work() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }
}
