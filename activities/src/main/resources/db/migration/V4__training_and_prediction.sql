-- What a step made, found again when the step runs a second time.
CREATE TABLE step_results (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    step      text NOT NULL,
    result    jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job_id, step),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('step_results', 'SELECT, INSERT');

CREATE TABLE checkpoints (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    fold      text NOT NULL,
    step      int NOT NULL,
    sha256    text NOT NULL,
    size      bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job_id, fold, step),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('checkpoints', 'SELECT, INSERT, DELETE');

-- One row a chunk, written once, in the same transaction that counts its rows.
CREATE TABLE batch_chunks (
    tenant_id       text NOT NULL,
    job_id          uuid NOT NULL,
    chunk           int NOT NULL,
    completed_items int NOT NULL,
    failed_items    int NOT NULL,
    results_sha256  text NOT NULL,
    results_size    bigint NOT NULL,
    failures_sha256 text,
    failures_size   bigint,
    PRIMARY KEY (job_id, chunk),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('batch_chunks', 'SELECT, INSERT, DELETE');
