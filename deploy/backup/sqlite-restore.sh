#!/usr/bin/env bash
# Puts a backup in the place of the SQLite file; what was there is kept beside it. The service must not run.
#   sqlite-restore.sh BACKUP DATABASE [ABOVE]
# ABOVE is the highest policy revision that anything was answered from: the last "revision" of /readyz. Where the snapshot
# lies beside the database, it is read from there. The restored state gets a revision above it, because a replica refuses
# a register that is behind what it answered: bans would lapse without a word.
set -euo pipefail
umask 077
[ $# -eq 2 ] || [ $# -eq 3 ] || { sed -n '2,6s/^# \?//p' "$0" >&2; exit 2; }
backup=$1 database=$(realpath -m "$2") above=${3:-0}
[ -f "$backup" ] || { echo "$backup is no file." >&2; exit 1; }
case $above in *[!0-9]*) echo "ABOVE is a number." >&2; exit 2 ;; esac
mkdir -p "$(dirname "$database")"

# Who has the file open goes on writing to what is moved away. (Of processes of other users only root sees it.)
if [ -n "$(find /proc/[0-9]*/fd -lname "$database" -print -quit 2> /dev/null)" ]; then
    echo "$database is open: stop the service first." >&2
    exit 1
fi

if [ -f "$backup.sha256" ]; then
    (cd "$(dirname "$backup")" && sha256sum --check --quiet "$(basename "$backup").sha256")
else
    echo "There is no $backup.sha256: only what SQLite can tell is checked, and it has no checksums." >&2
fi
part=$database.restoring
trap 'rm -f "$part" "$part"-wal "$part"-shm "$part"-journal' EXIT
cp "$backup" "$part"
[ "$(sqlite3 "$part" 'PRAGMA integrity_check; PRAGMA foreign_key_check;')" = ok ] || { echo "$backup is damaged." >&2; exit 1; }

if [ -f "$database.snapshot" ]; then
    answered=$(head -1 "$database.snapshot" | sed -n 's/.*"[Rr]evision":\([0-9]*\).*/\1/p')
    [ "${answered:-0}" -le "$above" ] || above=$answered
fi
was=$(sqlite3 "$part" 'SELECT Revision FROM PolicyHead')
sqlite3 "$part" "UPDATE PolicyHead SET Revision = $above + 1 WHERE Revision <= $above AND $above > 0;"
sync "$part"

aside=$database.before-$(date -u +%Y%m%dT%H%M%SZ)
for suffix in '' -wal -shm; do
    [ ! -e "$database$suffix" ] || mv "$database$suffix" "$aside$suffix"
done
# It belongs to whoever the folder belongs to.
chown --reference="$(dirname "$database")" "$part"
mv "$part" "$database"
sync "$(dirname "$database")"
echo "$database: audit entry $(sqlite3 "$database" 'SELECT Seq FROM AuditHead'), policy revision $(sqlite3 "$database" 'SELECT Revision FROM PolicyHead') (in the backup: $was)"
[ ! -e "$aside" ] || echo "What was there: $aside"
[ -e "$database.key" ] || echo "There is no $database.key: bring the master key back too, or set Signing:MasterKeyFile. Without it a new one is made, and what was encrypted by the former can't be opened."
echo "Start the service and ask /v1/audit/verify."
