-- Millrace's roles. Run once as a superuser (or a role with CREATEROLE), connected to Millrace's own database.
-- Running it again changes nothing. Passwords are not set here; what each role may touch is granted by the migrations.

DO $$
DECLARE
    login text;
BEGIN
    FOREACH login IN ARRAY ARRAY ['millrace_owner', 'millrace_app', 'millrace_dispatcher']
        LOOP
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
                EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', login);
            END IF;
        END LOOP;
    -- Owns the one function that looks an API key up before the tenant is known, hence sees every tenant's keys.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'millrace_keys') THEN
        CREATE ROLE millrace_keys NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS;
    END IF;
    EXECUTE format('ALTER DATABASE %I OWNER TO millrace_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO millrace_app, millrace_dispatcher', current_database());
END
$$;

ALTER SCHEMA public OWNER TO millrace_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO millrace_app, millrace_dispatcher;

-- Migrations hand functions over to millrace_keys, which takes membership.
GRANT millrace_keys TO millrace_owner;
