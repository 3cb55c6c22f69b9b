package dev.millrace.erasure;

import dev.millrace.tenancy.TenantId;

/** What Temporal keeps of a tenant. */
interface TenantRuns {
    /** Deletes the schedules; answers how many there were. */
    long deleteSchedules(TenantId tenant);

    /** Ends what runs and deletes all histories; answers how many there were. */
    long deleteRuns(TenantId tenant);
}
