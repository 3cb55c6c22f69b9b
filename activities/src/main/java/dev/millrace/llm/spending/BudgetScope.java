package dev.millrace.llm.spending;

import dev.millrace.jobs.JobId;
import dev.millrace.problems.Problem;
import java.util.Optional;
import java.util.UUID;

/** Which calls a budget is for: all of the {@code tenant}, or those of one feature, model or run. */
public record BudgetScope(String value) {
    /** A provider's name and a model's, each as long as they may be, and what is before them. */
    private static final int MOST = 300;

    private static final String FEATURE = "feature:";
    private static final String MODEL = "model:";
    private static final String RUN = "run:";

    public static final BudgetScope TENANT = new BudgetScope("tenant");

    public BudgetScope {
        boolean known = value.equals("tenant") || named(value, FEATURE) || named(value, MODEL) || isRun(value);
        if (!known || value.length() > MOST || value.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(
                    "scope",
                    "a budget's scope is tenant, feature:<name>, model:<provider/model or route> or run:<id>, of at most "
                            + MOST + " characters");
        }
    }

    /** Of calls whose purpose names this feature. */
    public static BudgetScope feature(String name) {
        return new BudgetScope(FEATURE + name);
    }

    /** Of calls that ask for it, and of those that it answers: a route, or {@code provider/model}. */
    public static BudgetScope model(String id) {
        return new BudgetScope(MODEL + id);
    }

    public static BudgetScope run(JobId run) {
        return new BudgetScope(RUN + run);
    }

    public Optional<JobId> run() {
        return value.startsWith(RUN) ? Optional.of(JobId.of(value.substring(RUN.length()))) : Optional.empty();
    }

    /** The rows of the ledger that it is about; {@code :name} is {@link #name}. */
    String condition() {
        if (value.startsWith(FEATURE)) {
            return "feature = :name";
        }
        if (value.startsWith(MODEL)) {
            return "(asked = :name OR provider || '/' || model = :name)";
        }
        return value.startsWith(RUN) ? "run_id = :name::uuid" : ":name = 'tenant'";
    }

    String name() {
        return value.substring(value.indexOf(':') + 1);
    }

    private static boolean named(String value, String kind) {
        return value.startsWith(kind) && value.length() > kind.length();
    }

    private static boolean isRun(String value) {
        try {
            return value.startsWith(RUN)
                    && UUID.fromString(value.substring(RUN.length())).toString().equals(value.substring(RUN.length()));
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
