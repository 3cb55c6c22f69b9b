-- The agents that a tenant's users wrote. Runs have their own copy, so that a change never reaches an open one.
CREATE TABLE agent_definitions (
    tenant_id  text NOT NULL,
    name       text NOT NULL,
    -- counts its changes
    version    int NOT NULL,
    definition json NOT NULL,
    updated_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
CALL fence('agent_definitions', 'SELECT, INSERT, UPDATE, DELETE');
