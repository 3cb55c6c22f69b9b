#!/bin/sh
# Creates Temporal's two databases, or brings their schema up to date. Runs in temporalio/admin-tools before the server.
set -eu

prepare() {
  database=$1
  versions=$2
  set -- temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p "$DB_PORT" -u "$POSTGRES_USER" --db "$database"
  # Creating what exists fails; the update below tells whether the schema is as it should be.
  "$@" create || true
  "$@" setup-schema -v 0.0 || true
  "$@" update-schema -d "/etc/temporal/schema/postgresql/v12/$versions/versioned"
}

prepare temporal temporal
prepare temporal_visibility visibility
