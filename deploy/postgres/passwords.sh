#!/bin/sh
# Gives each of Millrace's login roles its password from the environment. The official PostgreSQL image runs it once,
# after roles.sql, when its data folder is new.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v owner="$MILLRACE_OWNER_PASSWORD" -v app="$MILLRACE_APP_PASSWORD" -v dispatcher="$MILLRACE_DISPATCHER_PASSWORD" <<'SQL'
ALTER ROLE millrace_owner PASSWORD :'owner';
ALTER ROLE millrace_app PASSWORD :'app';
ALTER ROLE millrace_dispatcher PASSWORD :'dispatcher';
SQL
