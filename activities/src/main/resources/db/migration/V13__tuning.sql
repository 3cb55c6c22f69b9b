-- What a study may do and how far it is; its job's row holds what was asked for at first.
CREATE TABLE studies (
    tenant_id         text NOT NULL,
    job_id            uuid PRIMARY KEY,
    search_space      jsonb NOT NULL,
    max_trials        int NOT NULL,
    max_parallel      int NOT NULL,
    max_failed_trials int NOT NULL,
    timeout_ms        bigint,
    -- the number of the next trial: numbers are given once, without gaps
    next_number       int NOT NULL DEFAULT 0,
    sampled           int NOT NULL DEFAULT 0,
    completed         int NOT NULL DEFAULT 0,
    pruned            int NOT NULL DEFAULT 0,
    failed            int NOT NULL DEFAULT 0,
    best_number       int,
    best_value        double precision,
    -- completed trials since the best one
    since_best        int NOT NULL DEFAULT 0,
    -- of the last change to a trial
    revision          bigint NOT NULL DEFAULT 0,
    -- counts how often lanes began to work on it; what a lane of an earlier epoch writes is refused
    epoch             int NOT NULL DEFAULT 0,
    entered_at        timestamptz,
    worked_ms         bigint NOT NULL DEFAULT 0,
    closed            boolean NOT NULL DEFAULT false,
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('studies', 'SELECT, INSERT, UPDATE');

CREATE TABLE trials (
    tenant_id    text NOT NULL,
    job_id       uuid NOT NULL REFERENCES studies ON DELETE CASCADE,
    number       int NOT NULL,
    status       text NOT NULL CHECK (status IN ('waiting', 'running', 'completed', 'pruned', 'failed', 'cancelled')),
    origin       text NOT NULL CHECK (origin IN ('sampled', 'enqueued')),
    algorithm    text NOT NULL,
    parameters   jsonb NOT NULL,
    value        double precision,
    metrics      jsonb,
    -- the last report of its way, as a loss
    last_step    int,
    last_report  double precision,
    error        text,
    attempts     int NOT NULL DEFAULT 0,
    lane         int,
    lease        text,
    revision     bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    started_at   timestamptz,
    completed_at timestamptz,
    -- of the attempt that ended it
    duration_ms  bigint,
    PRIMARY KEY (job_id, number)
);
CREATE INDEX trials_by_revision ON trials (job_id, revision);
CREATE INDEX trials_open ON trials (job_id, number) WHERE status IN ('waiting', 'running');
CALL fence('trials', 'SELECT, INSERT, UPDATE');

-- Attempts that ended without a result: the worker died, or the study was paused or stopped.
CREATE TABLE trial_attempts (
    tenant_id  text NOT NULL,
    job_id     uuid NOT NULL,
    number     int NOT NULL,
    attempt    int NOT NULL,
    outcome    text NOT NULL CHECK (outcome IN ('lost', 'interrupted')),
    started_at timestamptz,
    ended_at   timestamptz NOT NULL,
    PRIMARY KEY (job_id, number, attempt),
    FOREIGN KEY (job_id, number) REFERENCES trials ON DELETE CASCADE
);
CALL fence('trial_attempts', 'SELECT, INSERT');

CREATE TABLE trial_reports (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    number    int NOT NULL,
    step      int NOT NULL,
    -- to be minimised
    loss      double precision NOT NULL,
    id        bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (job_id, number, step),
    FOREIGN KEY (job_id, number) REFERENCES trials ON DELETE CASCADE
);
CREATE INDEX trial_reports_by_id ON trial_reports (job_id, id);
CALL fence('trial_reports', 'SELECT, INSERT');

-- What was known before the first trial, copied from another study.
CREATE TABLE warm_trials (
    tenant_id  text NOT NULL,
    job_id     uuid NOT NULL REFERENCES studies ON DELETE CASCADE,
    position   int NOT NULL,
    algorithm  text NOT NULL,
    parameters jsonb NOT NULL,
    value      double precision NOT NULL,
    PRIMARY KEY (job_id, position)
);
CALL fence('warm_trials', 'SELECT, INSERT');
