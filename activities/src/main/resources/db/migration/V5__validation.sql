-- Of a version judged by several folds: metrics of each, and their spread. Null when the rows were set apart once.
ALTER TABLE model_versions ADD COLUMN cross_validation jsonb;

-- What the steps of a job have cost, while they work: from it follow progress and estimated completion.
CREATE TABLE job_work (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    step      text NOT NULL,
    spent_ms  bigint NOT NULL,
    fraction  double precision NOT NULL CHECK (fraction BETWEEN 0 AND 1),
    -- where the pace is measured from, and where it will be next
    mark_ms       bigint NOT NULL,
    mark_fraction double precision NOT NULL,
    next_ms       bigint NOT NULL,
    next_fraction double precision NOT NULL,
    PRIMARY KEY (job_id, step),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('job_work', 'SELECT, INSERT, UPDATE');

-- How long something worked on the job (not while it was paused or nobody was there), when that was last noted, and how
-- much longer it will take; null while that cannot be said.
ALTER TABLE jobs ADD COLUMN active_ms bigint NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN marked_at timestamptz;
ALTER TABLE jobs ADD COLUMN remaining_ms bigint;
