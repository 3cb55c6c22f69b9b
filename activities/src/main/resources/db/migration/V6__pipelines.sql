-- Workflows as users wrote them. A version never changes once written.
CREATE TABLE workflow_definitions (
    id          uuid PRIMARY KEY,
    tenant_id   text NOT NULL,
    name        text NOT NULL,
    description text,
    version     int NOT NULL,
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    -- Runs keep their version, so the row stays; its name is free again.
    deleted_at  timestamptz,
    UNIQUE (tenant_id, id)
);
CREATE UNIQUE INDEX workflow_definitions_by_name ON workflow_definitions (tenant_id, name) WHERE deleted_at IS NULL;
CALL fence('workflow_definitions', 'SELECT, INSERT, UPDATE');

CREATE TABLE workflow_versions (
    tenant_id   text NOT NULL,
    workflow_id uuid NOT NULL,
    version     int NOT NULL,
    -- json, not jsonb: keeps the order in which it was written
    document    json NOT NULL,
    source      text NOT NULL,
    format      text NOT NULL CHECK (format IN ('json', 'yaml')),
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workflow_id, version),
    FOREIGN KEY (tenant_id, workflow_id) REFERENCES workflow_definitions (tenant_id, id)
);
CALL fence('workflow_versions', 'SELECT, INSERT');

-- What a run works by: its own copy of the document, so that nothing that happens to the definition reaches it.
CREATE TABLE pipeline_runs (
    tenant_id    text NOT NULL,
    job_id       uuid PRIMARY KEY,
    workflow_id  uuid,
    version      int,
    document     json NOT NULL,
    input        json NOT NULL,
    -- of the outermost block, for progress
    steps        int NOT NULL,
    -- how many runs it lies below the outermost one
    depth        int NOT NULL DEFAULT 0,
    forked_from  uuid,
    from_step    text,
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX pipeline_runs_by_workflow ON pipeline_runs (tenant_id, workflow_id, job_id DESC);
CALL fence('pipeline_runs', 'SELECT, INSERT');

-- The items of a step that is done for each of them; fixed when the step begins.
CREATE TABLE pipeline_items (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    step      text NOT NULL,
    item      int NOT NULL,
    value     json NOT NULL,
    PRIMARY KEY (job_id, step, item),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('pipeline_items', 'SELECT, INSERT');

-- What a run waits for, and which Temporal workflow takes the answer. Gone when it waits no more.
CREATE TABLE pipeline_waits (
    tenant_id   text NOT NULL,
    job_id      uuid NOT NULL,
    step        text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('approval', 'event', 'time')),
    workflow_id text NOT NULL,
    -- what the step was given: prompt, role, approvers, schema of the answer, name of the event
    spec        jsonb NOT NULL,
    opened_at   timestamptz NOT NULL,
    expires_at  timestamptz,
    PRIMARY KEY (job_id, step),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('pipeline_waits', 'SELECT, INSERT, DELETE');

-- Which job is which attempt at which step.
CREATE TABLE pipeline_children (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    step      text NOT NULL,
    attempt   int NOT NULL,
    child     uuid NOT NULL,
    PRIMARY KEY (job_id, step, attempt),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('pipeline_children', 'SELECT, INSERT');

-- Outputs by a hash of the step's type and input, of this tenant only.
CREATE TABLE step_cache (
    tenant_id  text NOT NULL,
    key        bytea NOT NULL,
    output     json NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
CREATE INDEX step_cache_by_age ON step_cache (expires_at);
CALL fence('step_cache', 'SELECT, INSERT, UPDATE, DELETE');

ALTER TABLE job_steps DROP CONSTRAINT job_steps_status_check;
ALTER TABLE job_steps ADD CONSTRAINT job_steps_status_check CHECK
    (status IN ('running', 'waiting', 'completed', 'skipped', 'not_run', 'failed', 'cancelled', 'compensated'));
-- The step that this one is an item, an iteration or a case of; null in the outermost block.
ALTER TABLE job_steps ADD COLUMN parent text;
-- Attempts that ended in a failure of the step's own (a worker that died is none).
ALTER TABLE job_steps ADD COLUMN failures int NOT NULL DEFAULT 0;
-- The order in which steps were completed, so that they can be undone from the last to the first.
ALTER TABLE job_steps ADD COLUMN ended_no bigint;
CREATE SEQUENCE job_steps_ended;
GRANT USAGE ON SEQUENCE job_steps_ended TO millrace_app;
-- The run that the result was taken over from.
ALTER TABLE job_steps ADD COLUMN taken_from uuid;
-- An output over 128 KB: the artifact that holds it.
ALTER TABLE job_steps ADD COLUMN output_sha256 text;
ALTER TABLE job_steps ADD COLUMN output_size bigint;
CREATE INDEX job_steps_by_parent ON job_steps (job_id, parent, position);
CREATE INDEX job_steps_failed ON job_steps (job_id, parent) WHERE status = 'failed';
CREATE INDEX jobs_children ON jobs (parent_run) WHERE parent_run IS NOT NULL;

-- Which step made which version of a dataset, so that the same step again makes no second one.
CREATE TABLE made_datasets (
    tenant_id  text NOT NULL,
    key        text NOT NULL,
    dataset_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, key),
    FOREIGN KEY (tenant_id, dataset_id) REFERENCES datasets (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX made_datasets_by_dataset ON made_datasets (dataset_id);
CALL fence('made_datasets', 'SELECT, INSERT, DELETE');
