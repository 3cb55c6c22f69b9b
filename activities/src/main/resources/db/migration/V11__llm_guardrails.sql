-- What a workspace wants to be done about injections and personal data; without a row, the default holds.
CREATE TABLE llm_guardrails (
    tenant_id  text PRIMARY KEY REFERENCES workspaces,
    injection  text NOT NULL CHECK (injection IN ('off', 'flag', 'refuse')),
    pii        text NOT NULL CHECK (pii IN ('off', 'redact', 'refuse')),
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CALL fence('llm_guardrails', 'SELECT, INSERT, UPDATE');
