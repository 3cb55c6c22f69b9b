-- Every call to a language model: answered, from the cache, refused or failed. Costs are in USD.
CREATE TABLE llm_calls (
    id             uuid PRIMARY KEY,
    tenant_id      text NOT NULL,
    at             timestamptz NOT NULL,
    run_id         uuid,
    step           text,
    feature        text NOT NULL,
    actor          text NOT NULL,
    -- the route or model that was asked for
    asked          text NOT NULL,
    -- who answered; null when nobody did
    provider       text,
    model          text,
    prompt         text,
    prompt_version int,
    -- those that were paid for: none of an answer from the cache
    tokens_in      bigint NOT NULL DEFAULT 0,
    tokens_out     bigint NOT NULL DEFAULT 0,
    -- null when the price of the model is not known
    cost           numeric,
    -- null when nobody answered
    source         text CHECK (source IN ('provider', 'exact_cache', 'semantic_cache')),
    -- whether an earlier answer would have done
    cacheable      boolean NOT NULL,
    -- answered, or the slug of the problem
    outcome        text NOT NULL,
    latency_ms     bigint NOT NULL
);
CREATE INDEX llm_calls_by_time ON llm_calls (tenant_id, at);
CREATE INDEX llm_calls_by_run ON llm_calls (tenant_id, run_id) WHERE run_id IS NOT NULL;
CALL fence('llm_calls', 'SELECT, INSERT');

-- What may be spent within a period. The row is the lock under which calls reserve and settle.
CREATE TABLE llm_budgets (
    tenant_id    text NOT NULL,
    -- tenant, feature:<name>, model:<id> or run:<id>
    scope        text NOT NULL,
    soft         numeric CHECK (soft >= 0),
    hard         numeric CHECK (hard >= 0),
    period       text NOT NULL CHECK (period IN ('day', 'week', 'month', 'total')),
    revision     int NOT NULL,
    -- of the period that began at period_start
    period_start timestamptz NOT NULL,
    spent        numeric NOT NULL,
    -- whether it was told in this period that the soft limit is passed
    warned       boolean NOT NULL,
    updated_by   text NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, scope)
);
CALL fence('llm_budgets', 'SELECT, INSERT, UPDATE, DELETE');

-- What calls that are under way may cost at most, in each budget that they fall under.
CREATE TABLE llm_reservations (
    tenant_id  text NOT NULL,
    call_id    uuid NOT NULL,
    scope      text NOT NULL,
    amount     numeric NOT NULL,
    -- after it the call is taken for dead
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (call_id, scope)
);
CREATE INDEX llm_reservations_by_scope ON llm_reservations (tenant_id, scope);
-- UPDATE for the sake of locks alone
CALL fence('llm_reservations', 'SELECT, INSERT, UPDATE, DELETE');

-- Which answers may stand in for no more calls: those to questions asked before. Older than every answer they mean nothing.
CREATE TABLE llm_cache_deletions (
    tenant_id text NOT NULL,
    pattern   text NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, pattern)
);
CALL fence('llm_cache_deletions', 'SELECT, INSERT, UPDATE, DELETE');

-- Prompts, each with versions that never change and labels that move between them.
CREATE TABLE llm_prompts (
    id          uuid PRIMARY KEY,
    tenant_id   text NOT NULL,
    name        text NOT NULL,
    description text,
    -- the newest
    version     int NOT NULL,
    -- grows with every version and with every move of a label
    revision    int NOT NULL,
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    UNIQUE (tenant_id, name),
    UNIQUE (tenant_id, id)
);
CALL fence('llm_prompts', 'SELECT, INSERT, UPDATE');

CREATE TABLE llm_prompt_versions (
    tenant_id  text NOT NULL,
    prompt_id  uuid NOT NULL,
    version    int NOT NULL,
    template   text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (prompt_id, version),
    FOREIGN KEY (tenant_id, prompt_id) REFERENCES llm_prompts (tenant_id, id)
);
CALL fence('llm_prompt_versions', 'SELECT, INSERT');

CREATE TABLE llm_prompt_labels (
    tenant_id  text NOT NULL,
    prompt_id  uuid NOT NULL,
    label      text NOT NULL,
    version    int NOT NULL,
    PRIMARY KEY (prompt_id, label),
    FOREIGN KEY (prompt_id, version) REFERENCES llm_prompt_versions (prompt_id, version),
    FOREIGN KEY (tenant_id, prompt_id) REFERENCES llm_prompts (tenant_id, id)
);
CALL fence('llm_prompt_labels', 'SELECT, INSERT, UPDATE');
