package dev.millrace.tuning;

import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import dev.millrace.training.algorithm.Algorithms;
import java.util.List;

/** Whether a candidate that somebody wants tried can be. It may lie outside of the search space. */
final class CandidateCheck {
    private CandidateCheck() {}

    /** @throws Problem 422 */
    static void check(Candidate candidate, TuningSpec spec) {
        if (!spec.algorithms().contains(candidate.algorithm())) {
            throw Problem.invalid(
                    "/algorithm", "the algorithms of the study are " + String.join(", ", spec.algorithms()));
        }
        try {
            Algorithms.builtIn()
                    .require(candidate.algorithm(), spec.task())
                    .hyperparameters()
                    .resolve(candidate.parameters());
        } catch (Problem problem) {
            List<Violation> violations = problem.violations().stream()
                    .map(violation -> new Violation(
                            violation.pointer().replaceFirst("^/hyperparameters", "/parameters"), violation.detail()))
                    .toList();
            throw new Problem(problem.type(), problem.detail(), violations);
        }
    }
}
