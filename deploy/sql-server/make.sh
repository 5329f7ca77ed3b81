#!/usr/bin/env bash
# Writes the migration script of this version for SQL Server (toolregistry.sql, which is under version control), and with
# --bundle also the program that applies the migrations (out/efbundle, for linux-x64; needs the ASP.NET Core runtime).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
ef() { dotnet ef "$@" --context SqlServerRegisterDbContext --project src/Infrastructure --startup-project src/Api; }

dotnet tool restore > /dev/null
written=$(mktemp)
trap 'rm -f "$written"' EXIT
ef migrations script --idempotent --output "$written" > /dev/null
# Without the mark at its beginning, by which not every tool knows UTF-8.
sed '1s/^\xEF\xBB\xBF//' "$written" > "$here/toolregistry.sql"
echo "$here/toolregistry.sql: $(grep -c '' "$here/toolregistry.sql") lines"

if [ "${1:-}" = --bundle ]; then
    mkdir -p "$here/out"
    ef migrations bundle --configuration Release --target-runtime linux-x64 --force --output "$here/out/efbundle"
    echo "$here/out/efbundle --connection 'Server=…;Database=ToolRegistry;User ID=toolregistry_migrate;Password=…'"
fi
