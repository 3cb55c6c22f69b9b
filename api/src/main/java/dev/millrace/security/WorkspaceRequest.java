package dev.millrace.security;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;

/** A workspace to be made. */
public record WorkspaceRequest(TenantId id, String name) {
    private static final int LONGEST_NAME = 128;

    public WorkspaceRequest {
        if (id == null) {
            throw Problem.invalid("/id", "id is required: 1 to 63 characters of a-z, 0-9 and -");
        }
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw Problem.invalid("/name", "name is required and has 1 to " + LONGEST_NAME + " characters");
        }
    }
}
