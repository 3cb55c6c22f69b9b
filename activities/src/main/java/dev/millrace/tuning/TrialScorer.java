package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import java.util.Map;

/** Tries a candidate. */
public interface TrialScorer {
    /**
     * The metrics on the validation rows by name, the objective's among them where it could be measured.
     *
     * @throws dev.millrace.problems.Problem when the candidate cannot be fitted, or for an outage
     */
    Map<String, Double> score(JobRef study, TuningSpec spec, Candidate candidate, TrialWatch watch);
}
