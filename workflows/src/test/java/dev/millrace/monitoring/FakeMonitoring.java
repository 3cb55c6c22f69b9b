package dev.millrace.monitoring;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.Script;
import dev.millrace.models.ModelId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that is looked at so many times before nobody wants it watched any more; the first look finds something. */
public final class FakeMonitoring implements MonitoringActivities {
    static final Duration INTERVAL = Duration.ofHours(1);

    private final Script script;
    private final int looks;
    private final AtomicInteger looked = new AtomicInteger();
    private final Set<String> rounds = ConcurrentHashMap.newKeySet();

    public FakeMonitoring(Script script, int looks) {
        this.script = script;
        this.looks = looks;
    }

    public static MonitoringRequest request() {
        return new MonitoringRequest(FlowFixture.JOB, ModelId.of("01890000-0000-7000-8000-000000000002"));
    }

    @Override
    public Round evaluate(MonitoringRequest request, String round) {
        script.play("evaluate");
        if (!rounds.add(round)) {
            throw new IllegalStateException("round " + round + " was evaluated already");
        }
        int look = looked.incrementAndGet();
        return look > looks ? Round.ended() : new Round(true, INTERVAL, look == 1);
    }

    @Override
    public void tell(MonitoringRequest request) {
        script.play("tell");
    }
}
