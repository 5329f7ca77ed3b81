#!/usr/bin/env bash
# Backs up the SQLite file while the service runs and writes, checks the copy, and puts it in a folder under the time.
#   sqlite-backup.sh DATABASE FOLDER          KEEP=14 lets all but the last 14 go
# The copy holds hashes of tokens and what staff wrote: keep it as you keep the register. The master key is not in it, and
# should not lie beside it: docs/operations.md.
set -euo pipefail
umask 077
[ $# -eq 2 ] || { sed -n '2,5s/^# \?//p' "$0" >&2; exit 2; }
database=$1 folder=$2
[ -f "$database" ] || { echo "$database is no file." >&2; exit 1; }
mkdir -p "$folder"
name=register-$(date -u +%Y%m%dT%H%M%S%3NZ).db
part=$folder/.$name.part
trap 'rm -f "$part" "$part"-wal "$part"-shm' EXIT

# SQLite's own copy of one state, in a single step: writers go on, and none of them is half in it.
sqlite3 "$database" '.timeout 30000' ".backup '$part'"
problems=$(sqlite3 "$part" 'PRAGMA integrity_check; PRAGMA foreign_key_check;')
[ "$problems" = ok ] || { echo "The copy is damaged: $problems" >&2; exit 1; }
sqlite3 "$part" 'PRAGMA journal_mode = DELETE;' > /dev/null
sync "$part"
mv "$part" "$folder/$name"
(cd "$folder" && sha256sum "$name" > "$name.sha256")
sync "$folder"

if [ -n "${KEEP:-}" ]; then
    find "$folder" -maxdepth 1 -name 'register-*.db' | sort -r | tail -n +$((KEEP + 1)) | while read -r old; do rm -f "$old" "$old.sha256"; done
fi
echo "$folder/$name: audit entry $(sqlite3 "$folder/$name" 'SELECT Seq FROM AuditHead'), policy revision $(sqlite3 "$folder/$name" 'SELECT Revision FROM PolicyHead')"
