package dev.millrace.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.MovableClock;
import dev.millrace.models.ModelId;
import dev.millrace.models.RegisteredVersions;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PredictionLogTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:30Z");

    private final TestDatabase database = TestDatabase.get();
    private final TenantTransactions transactions = database.transactions();
    private final TenantId tenant = database.workspace();
    private final ModelId model = RegisteredVersions.register(transactions, tenant, 2);
    private final PredictionLog log = new PredictionLog(transactions);
    private final PredictionCounts counts = new PredictionCounts(transactions);
    private final Traffic traffic = Traffic.of(tenant, model, 1);

    @Test
    void readsTheNewestSampledInputsOfAVersion() {
        log.append(traffic, List.of(answer(3, true), answer(2, false), answer(1, true)));
        log.append(Traffic.of(tenant, model, 2), List.of(answer(1, true)));
        assertThat(sampled(tenant, 10)).extracting(LoggedPrediction::at).containsExactly(ago(1), ago(3));
        assertThat(sampled(tenant, 1)).extracting(LoggedPrediction::at).containsExactly(ago(1));
        List<LoggedPrediction> all = new ArrayList<>();
        log.readAll(tenant, model, 1, ago(2), 10, all::add);
        assertThat(all).extracting(LoggedPrediction::at).containsExactly(ago(1), ago(2));
        assertThat(all.getFirst().output().path("label").asString()).isEqualTo("yes");
    }

    @Test
    void writesAnAnswerOnceAndNoneOfAModelThatIsGone() {
        NewPrediction answer = answer(1, true);
        log.append(traffic, List.of(answer));
        log.append(traffic, List.of(answer));
        log.append(Traffic.of(tenant, new ModelId(Ids.next()), 1), List.of(answer(1, true)));
        assertThat(sampled(tenant, 10)).hasSize(1);
        assertThat(sampled(database.workspace(), 10)).isEmpty();
    }

    @Test
    void addsUpWhatAllNodesCountedOfAStepHoweverOftenTheyWriteIt() {
        Traffic step = new Traffic(tenant, model, 2, PredictionRole.SERVED, Ids.next(), 1);
        Traffic earlier = new Traffic(tenant, model, 2, PredictionRole.SERVED, step.rollout(), 0);
        UUID node = Ids.next();
        counts.write(tenant, node, List.of(minute(step, 5, 1), minute(earlier, 7, 0)));
        counts.write(tenant, node, List.of(minute(step, 6, 1)));
        counts.write(tenant, Ids.next(), List.of(minute(step, 4, 1)));
        TrafficCount sum = counts.ofStage(step);
        assertThat(sum.requests()).isEqualTo(10);
        assertThat(sum.errorRate()).isEqualTo(0.2);
        assertThat(sum.latencies().count()).isEqualTo(2);
        assertThat(counts.ofStage(
                        new Traffic(database.workspace(), model, 2, PredictionRole.SERVED, step.rollout(), 1)))
                .extracting(TrafficCount::requests)
                .isEqualTo(0L);
    }

    @Test
    void forgetsWhatHasHadItsTime() {
        MovableClock clock = new MovableClock();
        clock.advance(Duration.between(clock.instant(), NOW));
        PredictionRetention retention = new PredictionRetention(Duration.ofHours(2), clock);
        log.append(traffic, List.of(answer(3 * 60, true), answer(60, true)));
        counts.write(tenant, Ids.next(), List.of(minute(traffic, 1, 0)));
        JdbcClient dispatcher = JdbcClient.create(database.dispatcher());
        retention.cleanUp(dispatcher);
        assertThat(sampled(tenant, 10)).hasSize(1);
        assertThat(counts.ofStage(traffic).requests()).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        retention.cleanUp(dispatcher);
        assertThat(sampled(tenant, 10)).isEmpty();
        assertThat(counts.ofStage(traffic).requests()).isZero();
    }

    private List<LoggedPrediction> sampled(TenantId whose, int most) {
        List<LoggedPrediction> read = new ArrayList<>();
        log.readSampled(whose, model, 1, Instant.EPOCH, most, read::add);
        return read;
    }

    private static NewPrediction answer(int minutesAgo, boolean withInput) {
        return new NewPrediction(
                Ids.next(),
                ago(minutesAgo),
                withInput ? Json.parse("{\"age\": 40}") : null,
                Json.parse("{\"label\": \"yes\", \"score\": 0.75}"));
    }

    private static PredictionCounts.Minute minute(Traffic traffic, int requests, int errors) {
        Latencies latencies = new Latencies();
        latencies.add(1);
        return new PredictionCounts.Minute(traffic, ago(0), new TrafficCount(requests, errors, requests, latencies));
    }

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }
}
