-- The key of each tenant's payloads in Temporal, closed by one from the installation's keyset, which the database does not
-- have. When the row is gone, so is what it closed.
CREATE TABLE tenant_keys (
    tenant_id  text PRIMARY KEY REFERENCES workspaces,
    id         uuid NOT NULL,
    wrapped    bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CALL fence('tenant_keys', 'SELECT, INSERT, UPDATE');

-- A workspace that is being erased is closed: it gets no key any more.
ALTER TABLE workspaces ADD COLUMN erasing_at timestamptz;
ALTER TABLE workspaces ADD COLUMN erased_at timestamptz;
