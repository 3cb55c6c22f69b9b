package dev.millrace.security;

import dev.millrace.tenancy.TenantId;

/** A workspace just made, with its first admin key, which is shown this one time. */
public record WorkspaceView(TenantId id, String name, ApiKeyView adminKey) {}
