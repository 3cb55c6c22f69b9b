package dev.millrace.jobs;

import dev.millrace.tenancy.TenantId;

/** A job and the tenant that owns it: what every activity needs to find its row. */
public record JobRef(TenantId tenant, JobId job) {}
