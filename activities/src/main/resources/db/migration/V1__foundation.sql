-- Roles millrace_owner (runs this), millrace_app, millrace_dispatcher and millrace_keys exist before: deploy/postgres/roles.sql.
-- Every tenant table forces row-level security: without a tenant set in the transaction, the application sees no row.

CREATE FUNCTION current_tenant() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('millrace.tenant', true), '') $$;

-- Turns on the walls of one tenant table, and gives the application the rights named.
CREATE PROCEDURE fence(tenant_table regclass, rights text)
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_tenant ON %s USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', tenant_table);
    EXECUTE format('GRANT %s ON %s TO millrace_app', rights, tenant_table);
END
$$;

GRANT USAGE ON SCHEMA public TO millrace_app, millrace_dispatcher, millrace_keys;
-- A process that does not migrate checks that another did.
GRANT SELECT ON flyway_schema_history TO millrace_app;

CREATE TABLE workspaces (
    tenant_id  text PRIMARY KEY CHECK (tenant_id ~ '^[a-z0-9-]{1,63}$'),
    name       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CALL fence('workspaces', 'SELECT, INSERT, UPDATE');

CREATE TABLE api_keys (
    id         uuid PRIMARY KEY,
    tenant_id  text NOT NULL REFERENCES workspaces,
    name       text NOT NULL,
    role       text NOT NULL CHECK (role IN ('viewer', 'operator', 'admin', 'platform_admin')),
    key_hash   bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
);
CALL fence('api_keys', 'SELECT, INSERT, UPDATE');

-- The one way to a key without knowing its tenant: by the SHA-256 of the whole key.
GRANT SELECT ON api_keys TO millrace_keys;
CREATE FUNCTION caller_of_key(hash bytea) RETURNS TABLE (key_id uuid, tenant_id text, role text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    SELECT k.id, k.tenant_id, k.role FROM api_keys k
    WHERE k.key_hash = hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
$$;
GRANT CREATE ON SCHEMA public TO millrace_keys;
ALTER FUNCTION caller_of_key(bytea) OWNER TO millrace_keys;
REVOKE CREATE ON SCHEMA public FROM millrace_keys;
REVOKE ALL ON FUNCTION caller_of_key(bytea) FROM public;
GRANT EXECUTE ON FUNCTION caller_of_key(bytea) TO millrace_app;

CREATE TABLE audit_log (
    tenant_id text NOT NULL,
    id        uuid NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    actor     text NOT NULL,
    action    text NOT NULL,
    resource  text NOT NULL,
    status    int NOT NULL,
    trace_id  text,
    PRIMARY KEY (tenant_id, id)
);
CALL fence('audit_log', 'SELECT, INSERT');

CREATE TABLE jobs (
    id              uuid PRIMARY KEY,
    tenant_id       text NOT NULL,
    kind            text NOT NULL,
    name            text NOT NULL,
    status          text NOT NULL CHECK (status IN ('queued', 'running', 'paused', 'awaiting_input', 'completed', 'failed', 'cancelled')),
    request         jsonb NOT NULL,
    priority        text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high')),
    workflow_id     text NOT NULL UNIQUE,
    run_id          text,
    parent_run      text,
    -- kind-specific values that change while it works (metrics, item counts, the model registered)
    result          jsonb NOT NULL DEFAULT '{}',
    progress        double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
    error           jsonb,
    cancel_requested boolean NOT NULL DEFAULT false,
    start_attempts  int NOT NULL DEFAULT 0,
    next_start_at   timestamptz NOT NULL DEFAULT now(),
    last_event      bigint NOT NULL DEFAULT 0,
    trace_id        text,
    created_by      text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    completed_at    timestamptz,
    UNIQUE (tenant_id, id)
);
CREATE INDEX jobs_by_tenant ON jobs (tenant_id, kind, id DESC);
CREATE INDEX jobs_to_start ON jobs (next_start_at) WHERE status = 'queued' AND run_id IS NULL AND parent_run IS NULL;
CREATE INDEX jobs_open ON jobs (id) WHERE status NOT IN ('completed', 'failed', 'cancelled');
CALL fence('jobs', 'SELECT, INSERT, UPDATE, DELETE');
CREATE POLICY dispatcher ON jobs TO millrace_dispatcher USING (true);
GRANT SELECT, UPDATE ON jobs TO millrace_dispatcher;

CREATE TABLE idempotency_keys (
    tenant_id    text NOT NULL,
    key          text NOT NULL,
    request_hash bytea NOT NULL,
    job_id       uuid NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
CALL fence('idempotency_keys', 'SELECT, INSERT, DELETE');
CREATE POLICY dispatcher ON idempotency_keys TO millrace_dispatcher USING (true);
GRANT SELECT, DELETE ON idempotency_keys TO millrace_dispatcher;

CREATE TABLE job_events (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    id        bigint NOT NULL,
    -- the same effect again has the same key and is not appended twice
    key       text NOT NULL,
    type      text NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    data      jsonb NOT NULL,
    PRIMARY KEY (job_id, id),
    UNIQUE (job_id, key),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX job_events_by_type ON job_events (job_id, type, id);
CALL fence('job_events', 'SELECT, INSERT');
CREATE POLICY dispatcher ON job_events TO millrace_dispatcher USING (true);
GRANT SELECT, INSERT ON job_events TO millrace_dispatcher;

CREATE TABLE job_steps (
    tenant_id    text NOT NULL,
    job_id       uuid NOT NULL,
    step         text NOT NULL,
    position     int NOT NULL,
    type         text NOT NULL,
    status       text NOT NULL CHECK (status IN ('running', 'completed', 'failed', 'cancelled')),
    attempts     int NOT NULL DEFAULT 1,
    input        jsonb,
    output       jsonb,
    error        jsonb,
    started_at   timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    PRIMARY KEY (job_id, step),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('job_steps', 'SELECT, INSERT, UPDATE');
CREATE POLICY dispatcher ON job_steps TO millrace_dispatcher USING (true);
GRANT SELECT, UPDATE ON job_steps TO millrace_dispatcher;

-- Which row holds on to which bytes; bytes that nothing holds are deleted.
CREATE TABLE artifact_refs (
    tenant_id text NOT NULL,
    owner     text NOT NULL,
    sha256    text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size      bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, owner, sha256)
);
CREATE INDEX artifact_refs_by_hash ON artifact_refs (tenant_id, sha256);
CALL fence('artifact_refs', 'SELECT, INSERT, DELETE');
