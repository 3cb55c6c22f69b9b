-- What is watched, and how. job_id is the open watch; null while there is none.
CREATE TABLE monitors (
    tenant_id  text NOT NULL,
    model_id   uuid PRIMARY KEY,
    settings   jsonb NOT NULL,
    enabled    boolean NOT NULL,
    revision   bigint NOT NULL DEFAULT 1,
    job_id     uuid,
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL,
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CALL fence('monitors', 'SELECT, INSERT, UPDATE, DELETE');

-- What the data were like that a version was trained on; the data set may be gone since.
CREATE TABLE model_baselines (
    tenant_id  text NOT NULL,
    model_id   uuid NOT NULL,
    version    int NOT NULL,
    dataset_id uuid NOT NULL,
    -- JSON, compressed by gzip
    profile    bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (model_id, version, dataset_id),
    FOREIGN KEY (model_id, version) REFERENCES model_versions (model_id, version) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CALL fence('model_baselines', 'SELECT, INSERT, DELETE');

CREATE TABLE monitoring_evaluations (
    id           uuid PRIMARY KEY,
    tenant_id    text NOT NULL,
    model_id     uuid NOT NULL,
    -- the same for every attempt of one look at the model
    round        text NOT NULL,
    -- null when none was deployed
    version      int,
    at           timestamptz NOT NULL,
    window_start timestamptz NOT NULL,
    samples      bigint NOT NULL,
    verdict      text NOT NULL CHECK (verdict IN ('stable', 'drifting', 'degraded', 'insufficient_data')),
    summary      jsonb NOT NULL,
    UNIQUE (model_id, round),
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX monitoring_evaluations_by_model ON monitoring_evaluations (model_id, id DESC);
CREATE INDEX monitoring_evaluations_by_age ON monitoring_evaluations USING brin (at);
CALL fence('monitoring_evaluations', 'SELECT, INSERT, DELETE');

-- One row for each time that a model's data or answers went wrong, until they were right again.
CREATE TABLE monitoring_alerts (
    id            uuid PRIMARY KEY,
    tenant_id     text NOT NULL,
    model_id      uuid NOT NULL,
    version       int NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('drift', 'performance')),
    reasons       jsonb NOT NULL,
    raised_at     timestamptz NOT NULL,
    resolved_at   timestamptz,
    resolution    text,
    retraining_id uuid,
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX monitoring_alerts_open ON monitoring_alerts (model_id, kind) WHERE resolved_at IS NULL;
CREATE INDEX monitoring_alerts_by_model ON monitoring_alerts (model_id, id DESC);
CALL fence('monitoring_alerts', 'SELECT, INSERT, UPDATE');
CREATE POLICY dispatcher ON monitoring_alerts TO millrace_dispatcher USING (true);
GRANT SELECT ON monitoring_alerts TO millrace_dispatcher;

-- What is to be told about an alert, and whether it was.
CREATE TABLE monitoring_webhooks (
    tenant_id text NOT NULL,
    alert_id  uuid NOT NULL REFERENCES monitoring_alerts ON DELETE CASCADE,
    event     text NOT NULL CHECK (event IN ('raised', 'resolved')),
    url       text NOT NULL,
    status    text NOT NULL DEFAULT 'due' CHECK (status IN ('due', 'sent', 'failed')),
    attempts  int NOT NULL DEFAULT 0,
    detail    text,
    PRIMARY KEY (alert_id, event)
);
CREATE INDEX monitoring_webhooks_due ON monitoring_webhooks (alert_id) WHERE status = 'due';
CALL fence('monitoring_webhooks', 'SELECT, INSERT, UPDATE');
