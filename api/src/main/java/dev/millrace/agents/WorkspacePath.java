package dev.millrace.agents;

import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;

/** Paths that name the workspace name the caller's own; any other is not there. */
final class WorkspacePath {
    private WorkspacePath() {}

    /** @throws Problem NOT_FOUND */
    static void require(Caller caller, String workspace) {
        if (!caller.tenant().value().equals(workspace)) {
            throw Problem.notFound("workspace", workspace);
        }
    }
}
