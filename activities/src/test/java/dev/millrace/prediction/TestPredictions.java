package dev.millrace.prediction;

import dev.millrace.models.Models;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;

/** The stores of online predictions on the test database, put together without Spring. */
public final class TestPredictions {
    public final PredictionLog log;
    public final PredictionCounts counts;
    public final Feedback feedback;

    public TestPredictions(TenantTransactions transactions, Models models) {
        log = new PredictionLog(transactions);
        counts = new PredictionCounts(transactions);
        feedback = new Feedback(transactions, models, Clock.systemUTC());
    }
}
