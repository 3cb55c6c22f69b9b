package dev.millrace.agents.crm;

import dev.millrace.entities.Entity;
import java.util.List;
import java.util.Optional;

/** What the tenant's deployed models say. */
interface Scores {
    /**
     * The probability by a deployed model of this purpose, which its tag {@code purpose} or its name says; empty when there
     * is none that can judge the entity.
     */
    Optional<Score> of(String purpose, Entity entity);

    /** {@code model} is its name and version; contributions are those to the probability or its log-odds, largest first. */
    record Score(double probability, String model, String space, List<Contribution> contributions) {}

    record Contribution(String feature, String value, double contribution) {}
}
