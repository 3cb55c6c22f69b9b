package dev.millrace.releases;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobResults;
import dev.millrace.models.ModelId;
import dev.millrace.models.Rollouts;
import dev.millrace.tenancy.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Ends rollouts that went well: a canary is promoted, a comparison is written down. */
@Component
final class Finishing {
    private final Rollouts rollouts;
    private final JobResults results;
    private final Comparing comparing;
    private final ShadowReport shadows;

    Finishing(Rollouts rollouts, JobResults results, Comparing comparing, ShadowReport shadows) {
        this.rollouts = rollouts;
        this.results = results;
        this.comparing = comparing;
        this.shadows = shadows;
    }

    /** @throws dev.millrace.problems.Problem when somebody has ended it otherwise */
    RolloutResult finish(RolloutRequest request) {
        return switch (request.spec().strategy()) {
            case CANARY, IMMEDIATE -> promote(request, "it kept to its guard in every step", Map.of());
            case SHADOW -> {
                ShadowReport.Shown shown = shadows.of(request);
                yield conclude(request, shown.summary(), Map.of("comparison", shown));
            }
            case AB -> {
                Comparison comparison = comparing.compare(request);
                AbTest test = request.spec().ab();
                boolean promote =
                        test != null && test.promoteIfBetter() && comparison.better() == Comparison.Better.CHALLENGER;
                String summary = Comparing.describe(comparison);
                yield promote
                        ? promote(request, summary, Map.of("comparison", comparison))
                        : conclude(request, summary, Map.of("comparison", comparison));
            }
        };
    }

    private RolloutResult promote(RolloutRequest request, String reason, Map<String, Object> shown) {
        require(rollouts.promote(tenant(request), model(request), job(request), reason));
        show(request, "served", 1, reason, shown);
        return new RolloutResult(true, reason);
    }

    private RolloutResult conclude(RolloutRequest request, String reason, Map<String, Object> shown) {
        require(rollouts.conclude(tenant(request), model(request), job(request), reason));
        show(request, "concluded", 0, reason, shown);
        return new RolloutResult(false, reason);
    }

    private void show(RolloutRequest request, String state, int traffic, String reason, Map<String, Object> also) {
        Map<String, Object> values = new LinkedHashMap<>(also);
        values.put("state", state);
        values.put("traffic", traffic);
        values.put("reason", reason);
        results.merge(request.job(), values);
    }

    private static void require(boolean asWanted) {
        if (!asWanted) {
            throw RolloutActivitiesImpl.ended();
        }
    }

    private static TenantId tenant(RolloutRequest request) {
        return request.job().tenant();
    }

    private static ModelId model(RolloutRequest request) {
        return request.spec().modelId();
    }

    private static JobId job(RolloutRequest request) {
        return request.job().job();
    }
}
