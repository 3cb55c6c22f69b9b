-- What is left of a workspace that was erased, with those who asked for it: that it was done, and what was found.
CREATE TABLE erasures (
    tenant_id    text NOT NULL,
    workspace    text NOT NULL,
    asked_by     text NOT NULL,
    asked_at     timestamptz NOT NULL DEFAULT now(),
    found        jsonb NOT NULL,
    certificate  jsonb,
    completed_at timestamptz,
    -- who works on it holds it for a while; who is killed lets go
    next_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, workspace)
);
CREATE INDEX erasures_due ON erasures (next_at);
CALL fence('erasures', 'SELECT, INSERT');
CREATE POLICY dispatcher ON erasures TO millrace_dispatcher USING (true);
GRANT SELECT, UPDATE ON erasures TO millrace_dispatcher;

-- Deletes up to that many rows of each of the current tenant's tables, whatever tables there are, its key among the first.
-- Works for a workspace that is being erased, and leaves of it the one row that says so. Answers how many rows it deleted.
CREATE FUNCTION erase_rows(most int) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
DECLARE
    tenant_table regclass;
    deleted      bigint;
    total        bigint := 0;
    held         text;
BEGIN
    IF NOT EXISTS (SELECT FROM workspaces WHERE tenant_id = current_tenant() AND erasing_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the workspace is not being erased';
    END IF;
    -- Tables made later refer to those made earlier; what is still referred to is left for the next call.
    FOR tenant_table IN SELECT polrelid::regclass
                        FROM pg_policy
                        WHERE polname = 'own_tenant' AND polrelid <> 'workspaces'::regclass
                        ORDER BY polrelid = 'tenant_keys'::regclass DESC, polrelid DESC
        LOOP
            BEGIN
                EXECUTE format('DELETE FROM %1$s WHERE tenant_id = current_tenant() AND ctid = ANY '
                                   '(ARRAY (SELECT ctid FROM %1$s WHERE tenant_id = current_tenant() LIMIT %2$s))',
                               tenant_table, most);
                GET DIAGNOSTICS deleted = ROW_COUNT;
                total := total + deleted;
            EXCEPTION
                WHEN foreign_key_violation THEN held := tenant_table;
            END;
        END LOOP;
    IF total = 0 AND held IS NOT NULL THEN
        RAISE EXCEPTION 'rows of % are referred to and cannot be erased', held;
    END IF;
    RETURN total;
END
$$;
REVOKE ALL ON FUNCTION erase_rows(int) FROM public;
GRANT EXECUTE ON FUNCTION erase_rows(int) TO millrace_app;
