package dev.millrace.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.ModelId;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.RegisteredModel;
import dev.millrace.security.ApiKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiTest
class PredictionLoggingTest {
    private final Workspace workspace;
    private final Http http;
    private final PredictionLog log;
    private final PredictionCounts counts;
    private final PredictionRecorder recorder;
    private final TrafficMeter meter;
    private final ModelId model;
    private final String path;

    @Autowired
    PredictionLoggingTest(
            @LocalServerPort int port,
            ApiKeys keys,
            ModelVersions versions,
            ArtifactStore artifacts,
            PredictionLog log,
            PredictionCounts counts,
            PredictionRecorder recorder,
            TrafficMeter meter) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
        this.log = log;
        this.counts = counts;
        this.recorder = recorder;
        this.meter = meter;
        model = RegisteredModel.register(versions, artifacts, workspace.tenant(), 30)
                .modelId();
        path = "/api/v1/models/" + model;
    }

    @Test
    void logsEveryAnswerWithWhatItWasMadeFrom() {
        JsonNode answer = http.post(
                        path + "/predict",
                        "{\"version\": 1, \"instances\": [{\"age\": 31, \"plan\": \"pro\"}, {\"age\": null, \"plan\": \"new\"}]}")
                .body();
        recorder.flush();
        List<LoggedPrediction> logged = logged();
        assertThat(logged)
                .extracting(prediction -> prediction.id().toString())
                .containsExactlyInAnyOrderElementsOf(answer.path("predictions").findValuesAsString("id"));
        LoggedPrediction first = logged.stream()
                .filter(prediction -> prediction
                        .id()
                        .toString()
                        .equals(answer.at("/predictions/0/id").asString()))
                .findFirst()
                .orElseThrow();
        assertThat(Objects.requireNonNull(first.input()).path("age").asInt()).isEqualTo(31);
        assertThat(first.output().path("label")).isEqualTo(answer.at("/predictions/0/label"));
        assertThat(first.output().path("probabilities")).isEqualTo(answer.at("/predictions/0/probabilities"));
    }

    @Test
    void logsAnAnswerWhoseInputNoDatabaseCanHold() {
        http.post(path + "/predict", "{\"version\": 1, \"instances\": [{\"age\": 31, \"plan\": \"a\\u0000b\"}]}");
        recorder.flush();
        assertThat(logged())
                .hasSize(1)
                .first()
                .extracting(LoggedPrediction::input)
                .isNull();
    }

    @Test
    void countsRequestsButNotWhatClientsDidWrong() {
        String good =
                "{\"version\": 1, \"instances\": [{\"age\": 31, \"plan\": \"pro\"}, {\"age\": 1, \"plan\": \"pro\"}]}";
        assertThat(http.post(path + "/predict", good).status()).isEqualTo(200);
        assertThat(http.post(path + "/predict", "{\"version\": 1, \"instances\": [{\"age\": 31}]}")
                        .status())
                .isEqualTo(422);
        meter.flush();
        TrafficCount count = counts.ofStage(Traffic.of(workspace.tenant(), model, 1));
        assertThat(count.requests()).isEqualTo(1);
        assertThat(count.errors()).isZero();
        assertThat(count.rows()).isEqualTo(2);
        assertThat(count.latencies().quantile(0.95)).isPositive();
    }

    private List<LoggedPrediction> logged() {
        List<LoggedPrediction> read = new ArrayList<>();
        log.readAll(workspace.tenant(), model, 1, Instant.EPOCH, 10, read::add);
        return read;
    }
}
