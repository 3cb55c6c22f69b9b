package dev.millrace.security;

import dev.millrace.tenancy.TenantId;

/** Who sent the request: the workspace it may see, a name for the audit log, and what it may do. An argument of controllers. */
public record Caller(TenantId tenant, String actor, Role role) {}
