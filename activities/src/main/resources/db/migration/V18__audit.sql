-- The audit log as a chain. Entries are appended to audit_log by whoever has one; a process that holds the keyset gives each
-- its number and a keyed hash over itself and the one before it. No part of a chain may be changed by the application.

ALTER TABLE audit_log ADD COLUMN event text;

-- What is not in the chain yet: filled by a trigger, so that no writer can forget it.
CREATE TABLE audit_pending (
    tenant_id text NOT NULL,
    id        uuid NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
-- Even the owner sees rows of one tenant at a time; entries from before the chain become its beginning.
ALTER TABLE audit_log NO FORCE ROW LEVEL SECURITY;
INSERT INTO audit_pending SELECT tenant_id, id FROM audit_log;
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;
CALL fence('audit_pending', 'SELECT, INSERT, DELETE');

CREATE FUNCTION audit_entry_pends() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO audit_pending (tenant_id, id) VALUES (NEW.tenant_id, NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_entry_pends AFTER INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_entry_pends();

CREATE TABLE audit_chain (
    tenant_id text NOT NULL,
    seq       bigint NOT NULL CHECK (seq > 0),
    id        uuid NOT NULL,
    hash      bytea NOT NULL,
    PRIMARY KEY (tenant_id, seq),
    UNIQUE (tenant_id, id)
);
CALL fence('audit_chain', 'SELECT, INSERT');

-- Where each chain ends, signed: a chain that ends before its head was cut off.
CREATE TABLE audit_heads (
    tenant_id text PRIMARY KEY,
    seq       bigint NOT NULL,
    hash      bytea NOT NULL,
    signature bytea NOT NULL,
    at        timestamptz NOT NULL DEFAULT now()
);
CALL fence('audit_heads', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION audit_head_advances() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.tenant_id <> OLD.tenant_id OR NEW.seq <= OLD.seq THEN
        RAISE EXCEPTION 'the head of an audit chain only advances';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_head_advances BEFORE UPDATE ON audit_heads FOR EACH ROW EXECUTE FUNCTION audit_head_advances();

-- What is asked across tenants goes through functions that answer as little as possible.
GRANT SELECT ON audit_pending TO millrace_keys;
GRANT SELECT (tenant_id) ON workspaces TO millrace_keys;
GRANT EXECUTE ON FUNCTION current_tenant() TO millrace_keys;

CREATE FUNCTION tenants_with_pending_audit() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT DISTINCT tenant_id FROM audit_pending $$;

-- Whose key this is, also when it is revoked or expired: for the audit log of its workspace only.
CREATE FUNCTION workspace_of_key(hash bytea) RETURNS TABLE (key_id uuid, tenant_id text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT k.id, k.tenant_id FROM api_keys k WHERE k.key_hash = hash $$;

-- Whether another tenant than the current one has a row of one of these ids, or is the workspace named.
-- Looks into every table that an index leads to by a uuid id.
CREATE FUNCTION belongs_to_another(ids uuid[], workspace text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
DECLARE
    tenant_table regclass;
    found_there  boolean;
BEGIN
    IF current_tenant() IS NULL THEN
        RETURN false;
    END IF;
    IF EXISTS (SELECT FROM workspaces w WHERE w.tenant_id = workspace AND w.tenant_id <> current_tenant()) THEN
        RETURN true;
    END IF;
    FOR tenant_table IN SELECT i.indrelid::regclass
                        FROM pg_index i
                                 JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
                                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                        WHERE a.attname = 'id'
                          AND a.atttypid = 'uuid'::regtype
                          AND has_any_column_privilege(c.oid, 'SELECT')
                        GROUP BY i.indrelid
        LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE id = ANY ($1) AND tenant_id <> current_tenant())',
                           tenant_table) INTO found_there USING ids;
            IF found_there THEN
                RETURN true;
            END IF;
        END LOOP;
    RETURN false;
END
$$;

GRANT CREATE ON SCHEMA public TO millrace_keys;
ALTER FUNCTION tenants_with_pending_audit() OWNER TO millrace_keys;
ALTER FUNCTION workspace_of_key(bytea) OWNER TO millrace_keys;
ALTER FUNCTION belongs_to_another(uuid[], text) OWNER TO millrace_keys;
REVOKE CREATE ON SCHEMA public FROM millrace_keys;
REVOKE ALL ON FUNCTION tenants_with_pending_audit(), workspace_of_key(bytea), belongs_to_another(uuid[], text) FROM public;
GRANT EXECUTE ON FUNCTION tenants_with_pending_audit(), workspace_of_key(bytea), belongs_to_another(uuid[], text) TO millrace_app;

-- Lets belongs_to_another look into a table, if it has a uuid id.
CREATE PROCEDURE let_ids_be_known(tenant_table regclass)
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT
               FROM pg_attribute
               WHERE attrelid = tenant_table AND attname = 'id' AND atttypid = 'uuid'::regtype AND NOT attisdropped) THEN
        EXECUTE format('GRANT SELECT (tenant_id, id) ON %s TO millrace_keys', tenant_table);
    END IF;
END
$$;

CREATE OR REPLACE PROCEDURE fence(tenant_table regclass, rights text)
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_tenant ON %s USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', tenant_table);
    EXECUTE format('GRANT %s ON %s TO millrace_app', rights, tenant_table);
    CALL let_ids_be_known(tenant_table);
END
$$;

DO $$
DECLARE
    tenant_table regclass;
BEGIN
    FOR tenant_table IN SELECT polrelid::regclass FROM pg_policy WHERE polname = 'own_tenant'
        LOOP
            CALL let_ids_be_known(tenant_table);
        END LOOP;
END
$$;
