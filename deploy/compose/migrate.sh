#!/usr/bin/env bash
# Brings SQL Server to the schema of this version, in the container of compose.yaml: database and logins as sa, tables as
# the login that migrates, grants as sa.
set -euo pipefail
for name in SERVER SA_PASSWORD MIGRATE_PASSWORD SERVE_PASSWORD BACKUP_PASSWORD; do
    case ${!name:-} in
        '') echo "$name is not set." >&2; exit 1 ;;
        *[\'\"\;\$]*) echo "$name holds a quote, a semicolon or a dollar sign." >&2; exit 1 ;;
    esac
done
scripts=/deploy/sql-server
# -C: the server's certificate is one of its own. -I: quoted identifiers, as clients have them. -b: an error ends the script.
run() { SQLCMDPASSWORD=$2 /opt/mssql-tools18/bin/sqlcmd -S "$SERVER" -U "$1" -C -I -b "${@:3}"; }
run sa "$SA_PASSWORD" -i "$scripts/database.sql"
run sa "$SA_PASSWORD" -i "$scripts/logins.sql" -v "MigratePassword=$MIGRATE_PASSWORD" "ServePassword=$SERVE_PASSWORD" "BackupPassword=$BACKUP_PASSWORD"
run toolregistry_migrate "$MIGRATE_PASSWORD" -d ToolRegistry -i "$scripts/toolregistry.sql"
run sa "$SA_PASSWORD" -i "$scripts/grants.sql"
echo "The database has the schema of this version."
