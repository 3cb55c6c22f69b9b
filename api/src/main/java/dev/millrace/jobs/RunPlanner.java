package dev.millrace.jobs;

import dev.millrace.security.Caller;
import tools.jackson.databind.JsonNode;

/** Reads a request for runs of one kind that are to be started later; each feature has one as a bean. */
public interface RunPlanner {
    JobKind kind();

    /**
     * What the runs are made from, to be kept as JSON.
     *
     * @param request the body of the kind's own endpoint
     * @throws dev.millrace.problems.Problem for a request that the endpoint could not read either
     */
    Object plan(Caller caller, JsonNode request);
}
