package dev.millrace.security;

import dev.millrace.tenancy.TenantId;
import java.util.UUID;

/** Whom a presented key belongs to. */
public record KeyOwner(UUID keyId, TenantId tenant, Role role) {}
