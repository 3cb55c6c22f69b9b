-- What a workspace may use where that differs from the installation's defaults; null is the default.
CREATE TABLE workspace_limits (
    tenant_id           text PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE,
    requests_per_second bigint CHECK (requests_per_second > 0),
    request_burst       bigint CHECK (request_burst > 0),
    open_jobs           bigint CHECK (open_jobs >= 0),
    dataset_rows        bigint CHECK (dataset_rows >= 0),
    storage_bytes       bigint CHECK (storage_bytes >= 0),
    concurrent_fits     bigint CHECK (concurrent_fits > 0)
);
CALL fence('workspace_limits', 'SELECT, INSERT, UPDATE, DELETE');

CREATE INDEX jobs_open_by_tenant ON jobs (tenant_id) WHERE status NOT IN ('completed', 'failed', 'cancelled');

-- Token buckets of all API nodes. No row says whose it is: ids are hashes. They are read before a tenant is known, so they
-- lie outside of the fenced tables' schema.
CREATE SCHEMA limits;
GRANT USAGE ON SCHEMA limits TO millrace_app;
CREATE TABLE limits.rate_buckets (
    id         text PRIMARY KEY,
    state      bytea,
    expires_at bigint
);
CREATE INDEX rate_buckets_by_age ON limits.rate_buckets (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON limits.rate_buckets TO millrace_app;

ALTER TABLE api_keys ADD COLUMN last_used_at timestamptz;
