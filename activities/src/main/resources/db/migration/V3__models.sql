CREATE TABLE models (
    id          uuid PRIMARY KEY,
    tenant_id   text NOT NULL,
    name        text NOT NULL,
    description text,
    task        text NOT NULL,
    tags        jsonb NOT NULL DEFAULT '{}',
    deprecated  boolean NOT NULL DEFAULT false,
    revision    bigint NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, name),
    UNIQUE (tenant_id, id)
);
CREATE INDEX models_by_tenant ON models (tenant_id, id DESC);
CALL fence('models', 'SELECT, INSERT, UPDATE, DELETE');

-- A version never changes once written.
CREATE TABLE model_versions (
    tenant_id       text NOT NULL,
    model_id        uuid NOT NULL,
    version         int NOT NULL,
    framework       text NOT NULL,
    algorithm       text NOT NULL,
    task            text NOT NULL,
    sha256          text NOT NULL,
    size_bytes      bigint NOT NULL,
    input_schema    jsonb NOT NULL,
    metrics         jsonb NOT NULL,
    hyperparameters jsonb NOT NULL,
    -- data set id and hash, job id, seed, code version
    lineage         jsonb NOT NULL,
    job_id          uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, version),
    UNIQUE (tenant_id, job_id),
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CALL fence('model_versions', 'SELECT, INSERT');

CREATE TABLE model_aliases (
    tenant_id text NOT NULL,
    model_id  uuid NOT NULL,
    alias     text NOT NULL,
    version   int NOT NULL,
    PRIMARY KEY (model_id, alias),
    FOREIGN KEY (model_id, version) REFERENCES model_versions (model_id, version) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CALL fence('model_aliases', 'SELECT, INSERT, UPDATE, DELETE');

-- The last row is what serves; a rollback appends the version that served before.
CREATE TABLE deployments (
    id         uuid PRIMARY KEY,
    tenant_id  text NOT NULL,
    model_id   uuid NOT NULL,
    -- counts from 1 under the model's row lock: ids made on two machines do not order
    position   int NOT NULL,
    version    int NOT NULL,
    strategy   text NOT NULL,
    reason     text NOT NULL,
    -- the same effect (a job's auto-deploy) again has the same key
    key        text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (model_id, key),
    UNIQUE (model_id, position),
    FOREIGN KEY (model_id, version) REFERENCES model_versions (model_id, version) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CALL fence('deployments', 'SELECT, INSERT');

-- Which jobs predict with a model: it cannot be deleted while one of them is open.
CREATE TABLE job_models (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    model_id  uuid NOT NULL,
    PRIMARY KEY (job_id, model_id),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, model_id) REFERENCES models (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX job_models_by_model ON job_models (model_id);
CALL fence('job_models', 'SELECT, INSERT, DELETE');
