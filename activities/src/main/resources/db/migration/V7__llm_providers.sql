-- Providers of language models that a workspace has set up for itself.
CREATE TABLE llm_providers (
    tenant_id      text NOT NULL REFERENCES workspaces,
    name           text NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('openai', 'anthropic', 'gemini', 'ollama', 'openai_compatible')),
    base_url       text NOT NULL,
    -- AES-256-GCM by a key from MILLRACE_KEYSET; empty where there is none
    api_key        bytea NOT NULL,
    max_concurrent int NOT NULL CHECK (max_concurrent > 0),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);
CALL fence('llm_providers', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE llm_routes (
    tenant_id  text NOT NULL REFERENCES workspaces,
    name       text NOT NULL,
    links      json NOT NULL,
    choice     text NOT NULL CHECK (choice IN ('ordered', 'cheapest', 'fastest')),
    timeout_ms bigint NOT NULL CHECK (timeout_ms > 0),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);
CALL fence('llm_routes', 'SELECT, INSERT, UPDATE, DELETE');
