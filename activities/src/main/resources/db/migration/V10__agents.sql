-- What a run of an agent works by: its own copy of the definition, so that nothing that happens to the agent reaches it.
CREATE TABLE agent_runs (
    tenant_id   text NOT NULL,
    job_id      uuid PRIMARY KEY,
    agent       text NOT NULL,
    definition  json NOT NULL,
    input       json NOT NULL,
    -- whom its tools act as
    actor       text NOT NULL,
    role        text NOT NULL,
    -- in USD; null where only the budgets bound it
    max_cost    numeric,
    stream      boolean NOT NULL,
    forked_from uuid,
    from_step   int,
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX agent_runs_by_agent ON agent_runs (tenant_id, agent, job_id DESC);
CALL fence('agent_runs', 'SELECT, INSERT, UPDATE');

-- What models have answered, each written before anything follows from it: the same question of the same step is paid for
-- once. message is text: a model may say what json cannot hold.
CREATE TABLE agent_answers (
    tenant_id     text NOT NULL,
    job_id        uuid NOT NULL,
    step          int NOT NULL,
    input_hash    bytea NOT NULL,
    message       text NOT NULL,
    provider      text NOT NULL,
    model         text NOT NULL,
    generated     boolean NOT NULL,
    input_tokens  bigint NOT NULL,
    output_tokens bigint NOT NULL,
    cost          numeric NOT NULL,
    latency_ms    bigint NOT NULL,
    -- the run that it was taken over from: paid for there
    taken_from    uuid,
    answered_at   timestamptz NOT NULL,
    PRIMARY KEY (job_id, step, input_hash),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('agent_answers', 'SELECT, INSERT');

-- The conversation, in the order of (step, position). Step 0 is what the run begins with; a step's answer has position 0,
-- the results of its tools those of their calls from 1, and what was said to the model after them 1000 and more.
CREATE TABLE agent_messages (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    step      int NOT NULL,
    position  int NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('system', 'user', 'answer', 'tool', 'note')),
    message   text NOT NULL,
    tokens    int NOT NULL,
    -- the model did what it may not, or what cannot be used
    violation boolean NOT NULL DEFAULT false,
    said_by   text,
    said_at   timestamptz NOT NULL,
    PRIMARY KEY (job_id, step, position),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('agent_messages', 'SELECT, INSERT');

-- Which call gave which result, so that a fork makes the same call only once. Its message is in agent_messages.
CREATE TABLE agent_tool_results (
    tenant_id  text NOT NULL,
    job_id     uuid NOT NULL,
    step       int NOT NULL,
    position   int NOT NULL,
    tool       text NOT NULL,
    call_hash  bytea NOT NULL,
    result     text NOT NULL,
    error      boolean NOT NULL,
    -- of a result too large for a model to read
    sha256     text,
    size       bigint,
    taken_from uuid,
    PRIMARY KEY (job_id, step, position, call_hash),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('agent_tool_results', 'SELECT, INSERT');

-- What stands for the part of a conversation that its model can no longer hold: everything after step 0 up to a step.
CREATE TABLE agent_summaries (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    upto_step int NOT NULL,
    -- the step that was about to be thought about
    made_for  int NOT NULL,
    text      text NOT NULL,
    tokens    int NOT NULL,
    made_at   timestamptz NOT NULL,
    PRIMARY KEY (job_id, upto_step),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('agent_summaries', 'SELECT, INSERT');

-- What a run waits for. Gone when it waits no more.
CREATE TABLE agent_waits (
    tenant_id  text NOT NULL,
    job_id     uuid NOT NULL,
    place      text NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('approval', 'budget', 'user')),
    prompt     text NOT NULL,
    opened_at  timestamptz NOT NULL,
    expires_at timestamptz,
    PRIMARY KEY (job_id, place),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('agent_waits', 'SELECT, INSERT, DELETE');

-- What people have answered: the run is handed the id.
CREATE TABLE agent_replies (
    tenant_id text NOT NULL,
    id        uuid PRIMARY KEY,
    job_id    uuid NOT NULL,
    place     text NOT NULL,
    said_by   text NOT NULL,
    input     json NOT NULL,
    said_at   timestamptz NOT NULL,
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX agent_replies_by_job ON agent_replies (job_id);
CALL fence('agent_replies', 'SELECT, INSERT');

-- The decision on a call: kept so that the call is made with the arguments that were agreed to.
CREATE TABLE agent_decisions (
    tenant_id text NOT NULL,
    job_id    uuid NOT NULL,
    step      int NOT NULL,
    position  int NOT NULL,
    approved  boolean NOT NULL,
    reply     uuid,
    arguments text,
    -- of the call as the model asked for it: another call at the same place is decided on anew
    call_hash bytea NOT NULL,
    PRIMARY KEY (job_id, step, position),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, id) ON DELETE CASCADE
);
CALL fence('agent_decisions', 'SELECT, INSERT, DELETE');
