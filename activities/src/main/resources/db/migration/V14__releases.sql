-- What models answered online. Every answer has a row, so that feedback finds what gave it; a sample keeps its input too.
CREATE TABLE prediction_log (
    tenant_id   text NOT NULL,
    model_id    uuid NOT NULL,
    version     int NOT NULL,
    -- of the prediction; a shadow has the id of the answer beside which it was made
    id          uuid NOT NULL,
    role        text NOT NULL CHECK (role IN ('served', 'shadow')),
    -- the rollout whose traffic it was part of
    rollout_id  uuid,
    at          timestamptz NOT NULL,
    input       jsonb,
    output      jsonb NOT NULL,
    label       jsonb,
    feedback_at timestamptz,
    PRIMARY KEY (model_id, id, role),
    FOREIGN KEY (model_id, version) REFERENCES model_versions (model_id, version) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX prediction_log_by_time ON prediction_log (model_id, version, at DESC);
CREATE INDEX prediction_log_by_rollout ON prediction_log (rollout_id, version) WHERE rollout_id IS NOT NULL;
CREATE INDEX prediction_log_by_age ON prediction_log USING brin (at);
CALL fence('prediction_log', 'SELECT, INSERT, UPDATE, DELETE');
CREATE POLICY dispatcher ON prediction_log TO millrace_dispatcher USING (true);
GRANT SELECT, DELETE ON prediction_log TO millrace_dispatcher;

-- Online requests by minute, each API process in rows of its own: sums over them are those of all processes.
CREATE TABLE prediction_counts (
    tenant_id  text NOT NULL,
    model_id   uuid NOT NULL,
    version    int NOT NULL,
    role       text NOT NULL CHECK (role IN ('served', 'shadow')),
    -- the rollout whose traffic it was and its traffic step; all zero and -1 without one
    rollout_id uuid NOT NULL,
    stage      int NOT NULL,
    minute     timestamptz NOT NULL,
    node       uuid NOT NULL,
    requests   bigint NOT NULL,
    -- of the model's own making: it could not be loaded, or broke while it predicted
    errors     bigint NOT NULL,
    rows       bigint NOT NULL,
    -- requests by bucket of their latency
    latency    jsonb NOT NULL,
    PRIMARY KEY (model_id, version, role, rollout_id, stage, minute, node),
    FOREIGN KEY (model_id, version) REFERENCES model_versions (model_id, version) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX prediction_counts_by_rollout ON prediction_counts (rollout_id, stage);
CREATE INDEX prediction_counts_by_age ON prediction_counts USING brin (minute);
CALL fence('prediction_counts', 'SELECT, INSERT, UPDATE');
CREATE POLICY dispatcher ON prediction_counts TO millrace_dispatcher USING (true);
GRANT SELECT, DELETE ON prediction_counts TO millrace_dispatcher;

-- An entry is written when its rollout begins; only those that serve or have served count as what served.
ALTER TABLE deployments
    ADD COLUMN state text NOT NULL DEFAULT 'served' CHECK (state IN ('rolling_out', 'served', 'rolled_back', 'concluded')),
    -- why it ended as it did
    ADD COLUMN detail text,
    ADD COLUMN job_id uuid,
    ADD COLUMN decided_at timestamptz;
CREATE UNIQUE INDEX deployments_rolling_out ON deployments (model_id) WHERE state = 'rolling_out';
CREATE INDEX deployments_by_job ON deployments (job_id) WHERE job_id IS NOT NULL;
GRANT UPDATE (state, detail, decided_at) ON deployments TO millrace_app;

-- How a model's requests are shared out while a rollout is under way; without a row all go to the deployed version.
CREATE TABLE traffic_splits (
    tenant_id  text NOT NULL,
    model_id   uuid PRIMARY KEY,
    -- the rollout's job
    rollout_id uuid NOT NULL,
    stage      int NOT NULL,
    version    int NOT NULL,
    share      double precision NOT NULL CHECK (share BETWEEN 0 AND 1),
    shadow     boolean NOT NULL,
    FOREIGN KEY (model_id, version) REFERENCES model_versions (model_id, version) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CALL fence('traffic_splits', 'SELECT, INSERT, UPDATE, DELETE');
