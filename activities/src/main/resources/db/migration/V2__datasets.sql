CREATE TABLE datasets (
    id          uuid PRIMARY KEY,
    tenant_id   text NOT NULL,
    name        text NOT NULL,
    version     int NOT NULL,
    description text,
    format      text NOT NULL,
    row_count   bigint NOT NULL,
    size_bytes  bigint NOT NULL,
    -- of the uploaded bytes, after gzip is undone
    sha256      text NOT NULL,
    -- the Parquet file that everything reads
    parquet_sha256 text NOT NULL,
    parquet_size   bigint NOT NULL,
    columns     jsonb NOT NULL,
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, name, version),
    UNIQUE (tenant_id, id)
);
CREATE INDEX datasets_by_tenant ON datasets (tenant_id, id DESC);
CALL fence('datasets', 'SELECT, INSERT, DELETE');

CREATE TABLE job_datasets (
    tenant_id  text NOT NULL,
    job_id     uuid NOT NULL,
    dataset_id uuid NOT NULL,
    PRIMARY KEY (job_id, dataset_id),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX job_datasets_by_dataset ON job_datasets (dataset_id);
CALL fence('job_datasets', 'SELECT, INSERT, DELETE');
