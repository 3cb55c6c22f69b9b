package dev.millrace.security.tokens;

import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;

/** Whom a token speaks for. */
public record TokenOwner(TenantId tenant, String subject, Role role) {}
