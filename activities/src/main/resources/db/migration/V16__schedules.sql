-- What is to run when. Temporal does the firing; this says what Temporal is to know.
CREATE TABLE schedules (
    tenant_id     text NOT NULL,
    id            uuid PRIMARY KEY,
    name          text NOT NULL,
    -- cron or interval, time zone, overlap, catch-up window
    timing        jsonb NOT NULL,
    kind          text NOT NULL,
    -- as it was asked for
    request       json NOT NULL,
    -- what its jobs are made from
    plan          json NOT NULL,
    paused_at     timestamptz,
    note          text,
    version       int NOT NULL DEFAULT 1,
    -- the version that Temporal has; less than the version while it does not know of a change
    synced        int NOT NULL DEFAULT 0,
    next_sync_at  timestamptz NOT NULL DEFAULT now(),
    sync_attempts int NOT NULL DEFAULT 0,
    sync_error    text,
    -- set until Temporal has forgotten it too
    deleted_at    timestamptz,
    -- whom its jobs act for
    actor         text NOT NULL,
    role          text NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX schedules_by_name ON schedules (tenant_id, name) WHERE deleted_at IS NULL;
CREATE INDEX schedules_by_tenant ON schedules (tenant_id, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX schedules_to_sync ON schedules (next_sync_at) WHERE synced < version OR deleted_at IS NOT NULL;
CALL fence('schedules', 'SELECT, INSERT, UPDATE, DELETE');
CREATE POLICY dispatcher ON schedules TO millrace_dispatcher USING (true);
GRANT SELECT ON schedules TO millrace_dispatcher;

-- The time of a schedule that a job is for. Jobs outlive their schedule.
ALTER TABLE jobs
    ADD COLUMN schedule_id   uuid,
    ADD COLUMN scheduled_for timestamptz,
    -- empty for the run that a time has by itself; who asked for another one otherwise
    ADD COLUMN scheduled_by  text;
CREATE UNIQUE INDEX jobs_once_per_time ON jobs (schedule_id, scheduled_for, scheduled_by) WHERE schedule_id IS NOT NULL;
CREATE INDEX jobs_by_schedule ON jobs (schedule_id, id DESC) WHERE schedule_id IS NOT NULL;

-- Tenants take turns at being started: each one's next jobs are found without looking at the others'.
CREATE FUNCTION start_urgency(priority text) RETURNS int
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE priority WHEN 'high' THEN 0 WHEN 'normal' THEN 1 ELSE 2 END;
DROP INDEX jobs_to_start;
CREATE INDEX jobs_to_start ON jobs (tenant_id, start_urgency(priority), next_start_at, id)
    WHERE status = 'queued' AND run_id IS NULL AND parent_run IS NULL;
